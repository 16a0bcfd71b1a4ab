/** Has the browser save a text as a file. */
export const saveText = (text: string, name: string, mediaType: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // not at once: the browser reads it after the click
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
