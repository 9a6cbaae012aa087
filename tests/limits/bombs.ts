/** Documents of a few hundred bytes that expand to selections of millions of fields. */

/** Nested fields, each spreading the next twice: the form that costs a planner seconds. */
export function nestedBomb(doublings: number): string {
  const fragments = Array.from({ length: doublings }, (_unused, index) => {
    const inside = index === doublings - 1 ? 'state' : `...b${index + 1} ...b${index + 1}`;
    return `fragment b${index} on StudyRightsFact { state ${inside} }`;
  });
  return `{ student(oppijanumero: "1.2.246.562.24.00000009000") { studyRights { ...b0 ...b0 } } } ${fragments.join(' ')}`;
}

/** The same under aliases, so that no two selections are alike. */
export function aliasedBomb(doublings: number): string {
  const fragments = Array.from({ length: doublings }, (_unused, index) => {
    const inside = index === doublings - 1 ? 'state' : `a: state ...c${index + 1} b: state ...c${index + 1}`;
    return `fragment c${index} on StudyRightsFact { ${inside} }`;
  });
  return `{ student(oppijanumero: "1.2.246.562.24.00000009000") { studyRights { ...c0 } } } ${fragments.join(' ')}`;
}

/** Spread under opposite conditions: each doubling doubles what a planner must tell apart. */
export function conditionalBomb(doublings: number): string {
  const fragments = Array.from({ length: doublings }, (_unused, index) => {
    const next = `d${index + 1}`;
    const inside =
      index === doublings - 1
        ? 'studyRights { state } permits { state } nextSteps { determination }'
        : `...${next} @include(if: $yes) ...${next} @skip(if: $yes)`;
    return `fragment d${index} on Student { ${inside} }`;
  });
  const student = 'student(oppijanumero: "1.2.246.562.24.00000009000")';
  return `query ($yes: Boolean = true) { ${student} { ...d0 ...d0 } } ${fragments.join(' ')}`;
}

/** The corpus that the limits must refuse, each by name. */
export const bombs: readonly (readonly [string, string])[] = [
  ['14 nested doublings', nestedBomb(14)],
  ['9 aliased doublings', aliasedBomb(9)],
  ['7 conditional doublings', conditionalBomb(7)],
];
