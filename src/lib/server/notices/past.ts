import type { News, Notice, Since } from '../../wire/notices.ts'

/** How many notices a screen can catch up on before it has to load its page again. */
export const kept = 1_000

/** A notice as it is kept; the clock is put to it when it is sent. */
export type Kept = Omit<Notice, 'now'>

/** The last notices, numbered from 1 since the server started. */
export class Past {
  readonly boot: string
  #sequence = 0
  #kept: Kept[] = []

  constructor(boot: string) {
    this.boot = boot
  }

  /** The newest number; 0 before the first. */
  get sequence(): number {
    return this.#sequence
  }

  add(news: News): Kept {
    this.#sequence += 1
    const notice = { sequence: this.#sequence, boot: this.boot, news }
    this.#kept.push(notice)
    if (this.#kept.length > kept) this.#kept = this.#kept.slice(-kept)
    return notice
  }

  /** Everything after that number, oldest first. */
  after(sequence: number): Kept[] {
    return this.#kept.filter((notice) => notice.sequence > sequence)
  }

  /** Where a screen stands: from which number to go on, and whether too much is gone for that. */
  whereIs({ boot, sequence }: Since): { from: number; stale: boolean } {
    if (boot === undefined || sequence === undefined) return { from: this.#sequence, stale: false }
    const oldest = this.#sequence - this.#kept.length
    const known = boot === this.boot && sequence >= oldest && sequence <= this.#sequence
    return { from: known ? sequence : this.#sequence, stale: !known }
  }
}
