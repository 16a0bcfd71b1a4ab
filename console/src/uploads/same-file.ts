/** What tells a file from another without reading it. */
type Marks = { readonly name: string; readonly bytes: number; readonly lastModified: number };
type FileMarks = Pick<File, 'name' | 'size' | 'lastModified'>;

export const isSameFile = (file: FileMarks, { name, bytes, lastModified }: Marks): boolean =>
  file.name === name && file.size === bytes && file.lastModified === lastModified;

/** Why an upload that stopped cannot go on with this file, as a sentence; null when it can. */
export const whyNotThis = (file: FileMarks, begun: Marks): string | null => {
  if (isSameFile(file, begun)) return null;
  return file.name === begun.name
    ? `${begun.name} has changed since its upload began, so that cannot go on. Cancel it, and add the file again.`
    : `That is ${file.name}. Choose ${begun.name} to go on.`;
};
