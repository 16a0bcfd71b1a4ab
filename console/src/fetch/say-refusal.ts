import { Problem, sayError } from '../api/problem.ts';
import { saySentence } from '../format/format.ts';

const named: Readonly<Record<string, string>> = {
  sections: 'The part',
  subtitles: 'The languages of the subtitles',
  pathTemplate: 'What the files are called',
  thumbnail: 'The thumbnail',
  cookies: 'The cookies',
  items: 'Which ones',
};

/** A refusal with the field at fault by the name that it has on the page; the address, which stands there alone, by none. */
export const sayRefusal = (error: Error): string => {
  if (!(error instanceof Problem) || error.field === undefined) return sayError(error);
  const { field, message } = error;
  const words = saySentence(message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message);
  const name = named[field.split(/[.[]/)[0] ?? ''];
  return name ? `${name}: ${words}` : words;
};
