import type { ActionView } from '#lib/reablement/action.ts'
import type { Draft } from './draft.ts'
import { newId } from './new-id.ts'

/** One request as it was sent: its id belongs to these words and to no others. */
interface Sent {
  id: string
  title: string
  words: string
  /** What it became; null while it was refused or no answer came. */
  agreed: ActionView | null
  /** No answer came: it may stand. */
  isOpen: boolean
}

/**
 * The requests of one line, by item, until all of it is agreed. The same request again has the same id: asking twice
 * agrees once. Another request has another id, unless no answer came to the first: then the server says which of them
 * stands.
 */
export class Requests {
  #sent = new Map<string, Sent>()

  /** What this very request became when it was sent before, or null. */
  agreed(draft: Draft): ActionView | null {
    const before = this.#sent.get(keyOf(draft))
    return before?.words === wordsOf(draft) ? before.agreed : null
  }

  /** The id to send it with. */
  send(draft: Draft): string {
    const before = this.#sent.get(keyOf(draft))
    const words = wordsOf(draft)
    const keeps = before && (before.words === words || before.isOpen)
    const id = keeps ? before.id : newId()
    this.#sent.set(keyOf(draft), { id, title: draft.title, words, agreed: null, isOpen: true })
    return id
  }

  /** The answer came. `problem`: it was refused, and why. */
  answered(draft: Draft, answer: ActionView | { problem: string }): void {
    const sent = this.#sent.get(keyOf(draft))
    if (!sent) return
    if (!('problem' in answer)) this.#sent.set(keyOf(draft), { ...sent, agreed: answer, isOpen: false })
    // Something else stands under this id: the next Enter asks under a new one.
    else if (answer.problem === 'wrong-state') this.#sent.delete(keyOf(draft))
    else if (answer.problem !== 'storage-trouble') this.#sent.set(keyOf(draft), { ...sent, isOpen: false })
  }

  /** What no answer came to and stands all the same among the `actions`, and is not asked for now. Said once. */
  standing(drafts: readonly Draft[], actions: readonly ActionView[]): string[] {
    const now = new Map(drafts.map((draft) => [keyOf(draft), wordsOf(draft)]))
    const stands = [...this.#sent].filter(
      ([key, { id, words, isOpen }]) =>
        isOpen && now.get(key) !== words && actions.some((action) => action.id === id),
    )
    for (const [key] of stands) this.#sent.delete(key)
    return stands.map(([, { title }]) => title)
  }

  forget(): void {
    this.#sent.clear()
  }
}

const keyOf = ({ item = '' }: Draft) => item

const wordsOf = (draft: Draft) => JSON.stringify(draft)
