import { readJson } from './json-file.ts';

const names = [
  'ApiId', 'UserPoolId', 'UserPoolClientId', 'TableName', 'CookiesTable', 'CookiesKey', 'WorkQueues', 'BusName',
] as const; // biome-ignore format: a list to scan

/** What the rest needs to know of the deployed stacks. */
export type Outputs = Readonly<Record<(typeof names)[number], string>> & { readonly ReconcileFunctionName?: string };

type OutputsFile = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The output whose name ends in `suffix`, in whichever stack it is; CDK may put its construct path before it. */
const findOutput = (file: OutputsFile, suffix: string): string | undefined => {
  const all = Object.values(file).flatMap((stack) => Object.entries(stack));
  return (all.find(([name]) => name === suffix) ?? all.find(([name]) => name.endsWith(suffix)))?.[1];
};

export const parseOutputs = (file: OutputsFile): Outputs => {
  const found = names.map((name) => [name, findOutput(file, name)] as const);
  const missing = found.filter(([, value]) => value === undefined).map(([name]) => name);
  if (missing.length > 0) throw new Error(`no stack has an output that ends in ${missing.join(', ')}`);
  const reconcile = findOutput(file, 'ReconcileFunctionName');
  return { ...(Object.fromEntries(found) as Outputs), ReconcileFunctionName: reconcile };
};

export const readOutputs = async (path: string): Promise<Outputs> => {
  const file = await readJson<OutputsFile>(path);
  if (!file) throw new Error('nothing has been deployed into this folder yet');
  return parseOutputs(file);
};
