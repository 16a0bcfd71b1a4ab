type Sending = { readonly stage: string; readonly bytes: number; readonly sentBytes: number };

/** How full the bar is. What the engine had of the file already was never sent, so the end says more than the sum. */
export const percentSent = ({ stage, bytes, sentBytes }: Sending): number | undefined => {
  if (stage === 'finishing') return 100;
  return bytes > 0 ? (100 * sentBytes) / bytes : undefined;
};
