// Redoc puts its rules into style elements that it makes itself, and the content security policy refuses those as
// inline. Rules in a constructed sheet are not inline: what it gets instead is an inert element with such a sheet.
const createElement = document.createElement.bind(document);

document.createElement = (name, options) => {
  if (String(name).toLowerCase() !== 'style') return createElement(name, options);
  const element = createElement('template');
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return Object.defineProperty(element, 'sheet', { value: sheet });
};
