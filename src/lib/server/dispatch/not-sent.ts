/**
 * Something could not be sent. `words` say why to an administrator: never what the receiver wrote, which may hold what
 * it was sent. `final` when another attempt would be refused the same way.
 */
export class NotSent extends Error {
  readonly words: string
  readonly final: boolean

  constructor(words: string, how: { final?: boolean; cause?: unknown } = {}) {
    super(words, how.cause === undefined ? {} : { cause: how.cause })
    this.name = 'NotSent'
    this.words = words
    this.final = how.final ?? false
  }
}
