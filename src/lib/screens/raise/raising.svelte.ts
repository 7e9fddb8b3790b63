import type { Findable } from '#lib/reablement/raised.ts'
import { finding } from '#lib/reablement/raised.ts'
import { newId } from '../composer/new-id.ts'
import { ask } from './ask.ts'
import { shrink } from './shrink.ts'
import type { ToSend } from './shrink.ts'

/** How long after the last letter is looked, in milliseconds. */
const settles = 200

/** One raise as it is made on a phone. It is in this page only: nothing of it is kept in the browser. */
export class Raising {
  typed = $state('')
  people = $state.raw<Findable[]>([])
  more = $state(0)
  /** What there is to say about finding: looking, nobody, trouble. */
  finding = $state('')
  chosen = $state.raw<Findable | null>(null)
  words = $state('')
  photo = $state.raw<ToSend | null>(null)
  isReading = $state(false)
  /** Until the answer is here nothing can be changed: what is on its way would be cleared with it. */
  isSending = $state(false)
  problem = $state<{ words: string; field: string } | null>(null)
  /** The id of the raise that was sent last, to say what happens with it. */
  sent = $state<string | null>(null)
  #id = newId()
  #looking: AbortController | undefined
  #settling: ReturnType<typeof setTimeout> | undefined

  /** Something here would be lost with the page. */
  get isBegun(): boolean {
    return this.words.trim() !== '' || this.photo !== null
  }

  /** Looks for whom the letters mean, once they stand still. */
  look(): void {
    clearTimeout(this.#settling)
    this.#looking?.abort()
    if (this.typed.replace(/\s/g, '').length < finding.letters) {
      Object.assign(this, { people: [], more: 0, finding: '' })
      return
    }
    this.finding = 'Looking…'
    this.#settling = setTimeout(() => void this.#find(), settles)
  }

  async #find(): Promise<void> {
    const looking = (this.#looking = new AbortController())
    const answer = await ask<{ people: Findable[]; more: number }>(
      '/raise/find',
      { typed: this.typed },
      looking.signal,
    ).catch(() => null)
    if (!answer || looking.signal.aborted) return
    this.people = answer.ok ? answer.value.people : []
    this.more = answer.ok ? answer.value.more : 0
    const { length } = this.people
    if (!answer.ok) this.finding = answer.words
    else if (length === 0)
      this.finding = 'Nobody on the board is called that. Try fewer letters, or the reference.'
    else this.finding = length === 1 ? 'One person' : `${String(length)} people`
  }

  choose(person: Findable): void {
    if (this.isSending) return
    this.chosen = person
    this.sent = null
    if (this.problem?.field === 'episode') this.problem = null
  }

  chooseAgain(): void {
    if (this.isSending) return
    this.chosen = null
  }

  async takePhoto(file: File | undefined): Promise<void> {
    if (!file || this.isSending) return
    this.isReading = true
    const made = await shrink(file)
    this.isReading = false
    if ('fault' in made) {
      const words = `This photo cannot be used. ${made.fault} Nothing you typed is lost.`
      this.problem = { words, field: 'photo' }
      return
    }
    this.photo = made
    if (this.problem?.field === 'photo') this.problem = null
  }

  dropPhoto(): void {
    if (this.isSending) return
    this.photo = null
    if (this.problem?.field === 'photo') this.problem = null
  }

  /**
   * Sends it; true when it is on the server. What failed stays as it was typed, under the same id, since nobody knows
   * whether only the answer was lost: sent again it is one, also when it was put right meanwhile and the first never came.
   */
  async send(): Promise<boolean> {
    if (this.isSending || this.isReading) return false
    this.problem = this.#missing()
    if (this.problem || !this.chosen) return false
    this.isSending = true
    const form = new FormData()
    form.set('id', this.#id)
    form.set('episode', this.chosen.episode)
    form.set('words', this.words)
    if (this.photo) form.set('photo', this.photo.blob, 'photo')
    const answer = await ask('/raise/send', form)
    this.isSending = false
    if (!answer.ok) {
      // The first did come, and this is something else by now: said so, the next press sends it as a new one.
      if (answer.code === 'sent-already') this.#id = newId()
      this.problem = { words: answer.words, field: answer.field ?? 'send' }
      return false
    }
    this.#sent()
    return true
  }

  #missing(): { words: string; field: string } | null {
    if (!this.chosen) return { words: 'Choose who it is about first.', field: 'episode' }
    if (this.words.trim() === '')
      return { words: 'Say in one line what the huddle should talk about.', field: 'words' }
    return null
  }

  #sent(): void {
    this.sent = this.#id
    this.#id = newId()
    Object.assign(this, { chosen: null, typed: '', people: [], more: 0, finding: '', words: '', photo: null })
  }
}
