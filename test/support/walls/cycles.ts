import type { Import } from './imports.ts';

const byFile = (imports: readonly Import[]): Map<string, Set<string>> => {
  const graph = new Map<string, Set<string>>();
  for (const { from, to, isType } of imports) if (!isType) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  return graph;
};

/** Every way by which a file comes back to itself, each once, as `a -> b -> a`. Types may: they are gone by then. */
export const cyclesIn = (imports: readonly Import[]): string[] => {
  const graph = byFile(imports);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file);
    if (start >= 0) found.push([...way.slice(start), file].join(' -> '));
    if (start >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
};
