/**
 * Stands in for the three of `negotiator`'s four readers that `serve.ts` turns off: answers are JSON in one language,
 * and only their encoding is chosen by the client.
 */
export default (): never => {
  throw new Error('only encodings are negotiated in our bundles: see infra/lean/negotiators.ts');
};
