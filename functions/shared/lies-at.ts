/** A place in the store is a folder when it ends with a slash, and all that lies in it; else the one object of that key. */
export const liesAt = (place: string, key: string): boolean =>
  place.endsWith('/') ? key.startsWith(place) : key === place;
