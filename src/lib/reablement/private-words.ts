import { withoutClosedMatters } from './closed-matters.ts'
import { PrivateNames } from './private-names.ts'
import { PrivateNumbers } from './private-numbers.ts'

/** What of a person must never be read across a room, and the first names that tell a surname from a word. */
export interface PrivateFacts {
  forename: string
  knownAs: string | null
  surname: string
  birthDate: string | null
  nextOfKin: string | null
  address: string | null
  telephone: string | null
}

/** How many texts are kept as they were left: a view is built five times a second from much the same. */
const kept = 2_000

/**
 * What free text may say on a shared screen. It rather leaves out too much: a room needs no surname to help somebody.
 * Names and addresses are known from the people on the board; numbers, dates of birth and closed matters (safeguarding,
 * resuscitation, domestic detail) by their shape, whoever they belong to. [law: data protection; seed: look.md]
 */
export class PrivateWords {
  readonly #names: PrivateNames
  readonly #numbers: PrivateNumbers
  readonly #left = new Map<string, string>()

  constructor(people: readonly PrivateFacts[]) {
    this.#names = new PrivateNames(people)
    this.#numbers = new PrivateNumbers(people)
  }

  /** The text without what is private: surnames become initials, numbers and addresses a gap, closed matters nothing. */
  without(text: string): string {
    const known = this.#left.get(text)
    if (known !== undefined) return known
    if (this.#left.size >= kept) this.#left.clear()
    const left = this.#leftOf(text, false)
    this.#left.set(text, left)
    return left
  }

  /**
   * The same for a note somebody may be typing, anywhere in it: what has only been begun of a surname, a number, a date
   * of birth, an address is not shown either.
   */
  whileTyped(text: string): string {
    return this.#leftOf(text, true)
  }

  #leftOf(text: string, isTyped: boolean): string {
    const open = withoutClosedMatters(text, isTyped)
    return this.#names.without(this.#numbers.without(open, isTyped), isTyped)
  }
}
