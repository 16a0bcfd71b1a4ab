export type Retry = {
  readonly ErrorEquals: readonly string[];
  readonly MaxAttempts: number;
  readonly [key: string]: unknown;
};
export type Catch = { readonly ErrorEquals: readonly string[]; readonly Next: string; readonly Assign?: unknown };
export type State = {
  readonly Type: string;
  readonly Resource?: string;
  readonly Arguments?: Readonly<Record<string, unknown>>;
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Output?: unknown;
  readonly Next?: string;
  readonly End?: boolean;
  readonly TimeoutSeconds?: unknown;
  readonly Retry?: readonly Retry[];
  readonly Catch?: readonly Catch[];
  readonly Choices?: readonly { readonly Condition: string; readonly Next: string; readonly Assign?: unknown }[];
  readonly Default?: string;
  readonly Error?: string;
  readonly Cause?: string;
  readonly Items?: string;
  readonly MaxConcurrency?: string;
  readonly ItemSelector?: unknown;
  readonly ItemProcessor?: Pick<Definition, 'StartAt' | 'States'> & {
    readonly ProcessorConfig: Readonly<Record<string, string>>;
  };
};
export type Definition = {
  readonly StartAt: string;
  readonly QueryLanguage: string;
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<string, State>>;
};

const short = (resource = ''): string => resource.replace(/^arn:aws:states:::/, '');
const retries = ({ Retry = [] }: State): string =>
  Retry.map(
    ({ ErrorEquals, MaxAttempts }) => `${ErrorEquals[0]} and ${ErrorEquals.length - 1} others x${MaxAttempts}`,
  ).join('; ');

const ways = ({ Next, End, Choices = [], Default, Catch = [] }: State): string[] => [
  ...Choices.map(
    ({ Condition, Next, Assign }) => `if ${Condition} -> ${Next}${Assign ? ` with ${JSON.stringify(Assign)}` : ''}`,
  ),
  ...(Default ? [`else -> ${Default}`] : []),
  ...(Next ? [`-> ${Next}`] : []),
  ...(End ? ['end'] : []),
  ...Catch.map(({ ErrorEquals, Next }) => `on ${ErrorEquals.join(', ')} -> ${Next}`),
];

const within = ({ Items, MaxConcurrency, ItemSelector, ItemProcessor }: State): string[] =>
  ItemProcessor
    ? [
        `  for each of ${Items}, ${MaxConcurrency} at once, ${JSON.stringify(ItemProcessor.ProcessorConfig)}`,
        `  which gets ${JSON.stringify(ItemSelector)}`,
        ...walk(ItemProcessor)
          .flatMap((name) => lines(name, ItemProcessor.States[name] as State))
          .map((line) => `    ${line}`),
      ]
    : [];

const lines = (name: string, state: State): string[] => [
  `${name}: ${state.Type}${state.Resource ? ` ${short(state.Resource)}` : ''}`,
  ...(state.Arguments ? [`  gives ${JSON.stringify(state.Arguments)}`] : []),
  ...within(state),
  ...(state.Assign ? [`  keeps ${JSON.stringify(state.Assign)}`] : []),
  ...(state.TimeoutSeconds ? [`  within ${state.TimeoutSeconds} s`] : []),
  ...(state.Retry ? [`  again for ${retries(state)}`] : []),
  ...(state.Error ? [`  as ${state.Error}`] : []),
  ...ways(state).map((way) => `  ${way}`),
];

/** States in the order in which one comes to them. */
const walk = ({ StartAt, States }: Pick<Definition, 'StartAt' | 'States'>): string[] => {
  const order: string[] = [];
  const visit = (name: string | undefined): void => {
    const state = name === undefined ? undefined : States[name];
    if (!name || !state || order.includes(name)) return;
    order.push(name);
    for (const { Next } of state.Choices ?? []) visit(Next);
    visit(state.Default);
    visit(state.Next);
    for (const { Next } of state.Catch ?? []) visit(Next);
  };
  visit(StartAt);
  return order;
};

/** The one long name that stands everywhere. */
const readable = (text: string): string => text.replaceAll('$states.context.Execution.Input', '$execution');

/** A machine as a person reads it: state by state, what is given, what is kept, where it goes on. */
export const outline = (definition: Definition): string =>
  readable(
    [
      `${definition.QueryLanguage}, within ${definition.TimeoutSeconds} s`,
      ...walk(definition).flatMap((name) => lines(name, definition.States[name] as State)),
      '',
    ].join('\n'),
  );
