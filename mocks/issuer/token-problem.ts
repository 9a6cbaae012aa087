/** Why no token could be printed, in words for whoever gave the command. */
export class TokenProblem extends Error {
  override name = 'TokenProblem';
}
