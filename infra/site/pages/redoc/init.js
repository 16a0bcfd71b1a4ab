const font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

globalThis.Redoc.init(
  '/api/openapi.json',
  {
    nativeScrollbars: true,
    theme: { typography: { fontFamily: font, headings: { fontFamily: font } } },
  },
  document.querySelector('#redoc'),
);
