type Where = { readonly home: string; readonly recipe: string };

export declare const ensureYtDlp: (
  where?: Where,
  install?: (folder: string, where: Where) => Promise<void>,
) => Promise<boolean>;
