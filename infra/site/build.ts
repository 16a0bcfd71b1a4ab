import { copyFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderOpenApi } from '../openapi.ts';

const pages = fileURLToPath(new URL('./pages', import.meta.url));
const packaged = (path: string): string => fileURLToPath(import.meta.resolve(path));

const swaggerFiles = ['swagger-ui-bundle.js', 'swagger-ui-bundle.js.LICENSE.txt', 'swagger-ui.css'];

const copySwagger = async (folder: string): Promise<void> => {
  const from = dirname(packaged('swagger-ui-dist/swagger-ui-bundle.js'));
  await Promise.all(swaggerFiles.map((file) => copyFile(join(from, file), join(folder, file))));
};

/** The one thing that Redoc would load from elsewhere: its maker's logo, which it hides when it does not load. */
const logo = 'https://cdn.redoc.ly/redoc/logo-mini.svg';

const copyRedoc = async (folder: string): Promise<void> => {
  const from = packaged('redoc/bundles/redoc.standalone.js');
  const script = (await readFile(from, 'utf8')).replaceAll(logo, 'data:,').replace(/\n\/\/# sourceMappingURL=.*/, '');
  await writeFile(join(folder, 'redoc.standalone.js'), script);
  await copyFile(`${from}.LICENSE.txt`, join(folder, 'redoc.standalone.js.LICENSE.txt'));
};

/**
 * Writes the API's document and its two pages, with all that they load, to be served as they are:
 * `api/openapi.json`, `api/docs/` (Swagger UI) and `api/redoc/`. Neither page has a script or a style inline.
 */
export const buildSite = async (outDir: string): Promise<void> => {
  const api = join(outDir, 'api');
  await mkdir(api, { recursive: true });
  await cp(pages, api, { recursive: true });
  await Promise.all([
    renderOpenApi().then((document) => writeFile(join(api, 'openapi.json'), document)),
    copySwagger(join(api, 'docs')),
    copyRedoc(join(api, 'redoc')),
  ]);
};

if (import.meta.main) await buildSite(process.argv[2] ?? '.reelmill/site');
