import type { Callbacks } from '#shared/ports/workflows.ts';

type Answer = { readonly output: unknown } | { readonly error: { readonly code: string; readonly message: string } };

/** Steps that wait under a token; each takes one answer, after which its token is spent. */
export const inMemoryCallbacks = (...tokens: readonly string[]) => {
  const waiting = new Set(tokens);
  const answers = new Map<string, Answer>();
  const take = (token: string, answer: Answer): boolean => {
    if (!waiting.delete(token)) return false;
    answers.set(token, answer);
    return true;
  };
  const callbacks: Callbacks = {
    beat: async (token) => waiting.has(token),
    succeed: async (token, output) => take(token, { output: structuredClone(output ?? null) }),
    fail: async (token, error) => take(token, { error }),
  };
  return { ...callbacks, answers, wait: (token: string) => waiting.add(token) };
};
