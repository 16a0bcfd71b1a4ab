import { readFile } from 'node:fs/promises';
import { openApiDocument } from '../functions/shared/openapi/document.ts';
import { loadRoutes } from './routes.ts';

/** The API document of this checkout as JSON text. */
export const renderOpenApi = async (): Promise<string> => {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  return `${JSON.stringify(openApiDocument(await loadRoutes(), { version }), null, 2)}\n`;
};

if (import.meta.main) process.stdout.write(await renderOpenApi());
