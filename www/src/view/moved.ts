/** Told to a chat's element when it was moved in the page: positions of scrolling are lost then. */
export const MOVED = "pywry-moved";
