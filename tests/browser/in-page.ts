// What runs in the page is a text: the types of a browser's objects are not those of this project.

/** Opens everything that can be opened. */
export const openAll = `for (const details of document.querySelectorAll('details')) details.open = true`;

/** What has the focus: its tag, and where it leads. */
export const nameOfFocus = `(() => {
  const focused = document.activeElement;
  return (focused.tagName + ' ' + (focused.getAttribute('href') ?? '').replace('/process', '')).trim();
})()`;

/** Texts of pictures that lie over each other or leave their picture. Letters do not fill the height of their line. */
export const textsOutOfPlace = `[...document.querySelectorAll('.picture svg')].flatMap((svg) => {
  const frame = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].map((text) => ({
    words: text.textContent,
    box: text.getBoundingClientRect(),
  }));
  const outside = texts.filter(({ box }) => box.left < frame.left || box.right > frame.right);
  const over = texts.filter(({ box }, index) =>
    texts.slice(index + 1).some(({ box: other }) =>
      box.left < other.right && other.left < box.right && box.top + 3 < other.bottom && other.top + 3 < box.bottom));
  return [...outside, ...over].map(({ words }) => words);
})`;

/** Texts of actors that are wider than the boxes they stand in. */
export const textsOutOfBoxes = `[...document.querySelectorAll('.picture svg [data-actor]')].flatMap((actor) => {
  const box = actor.querySelector('rect').getBoundingClientRect();
  return [...actor.querySelectorAll('text')]
    .filter((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      return left < box.left + 2 || right > box.right - 2 || top < box.top || bottom > box.bottom;
    })
    .map((text) => text.textContent);
})`;
