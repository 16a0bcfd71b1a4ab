/** Control characters, and those that turn the direction of what stands beside them; halves of letters. */
const disturbing = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;
/** As long as a person may call a job. */
const longest = 200;

/** What a job is called by the title of what it fetches; undefined where nothing of it can be read. */
export const nameOfTitle = (title: string | null): string | undefined => {
  const plain = (title ?? '').replace(/\s+/g, ' ').replace(disturbing, '').trim();
  return [...plain].slice(0, longest).join('').trim() || undefined;
};
