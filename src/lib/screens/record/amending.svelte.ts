import type { AmendmentPart } from '#lib/reablement/record.ts'

/** What the answer to a refused amendment carries back, so that nothing typed is lost. */
export interface AmendRefused {
  episode: string | null
  part: AmendmentPart
  words: string
  problem: string
}

/** Where a correction is being written: about one person, or (null) the record as a whole; undefined: nowhere. */
export class Amending {
  about = $state<string | null | undefined>(undefined)

  open(episode: string | null): void {
    this.about = this.about === episode ? undefined : episode
  }

  leave(): void {
    this.about = undefined
  }
}
