import type { Quarter } from './cld-quarter.ts'
import type { CldSettings } from './cld-settings.ts'
import type { LeftOut, Unmapped } from './cld.ts'
import type { LocalDate } from './dates.ts'
import type { PasteInto } from './episode-text.ts'

/** An episode whose start went out as another day. */
export interface SecondNationally {
  episode: string
  reference: string
  start: LocalDate
  /** As it went out last. */
  exported: LocalDate
}

/** What would go out for a quarter, to be looked at before it does. Of the rows only their number. */
export interface ExportsView {
  today: LocalDate
  quarter: Quarter
  /** Those that can be chosen, newest first. */
  quarters: Quarter[]
  rows: number
  unmapped: Unmapped[]
  leftOut: LeftOut[]
  second: SecondNationally[]
  /** Of the rows, how many go out for the first time: their start is locked from then on. */
  firstTime: number
  /** The last day any of them went out; null: none ever did. */
  lastOn: LocalDate | null
  settings: CldSettings
}

/** An episode as text, once for each system it is pasted into. */
export interface TextsView {
  episode: string
  /** Whom it is about, as the episode's page says it. */
  name: string
  texts: { into: PasteInto; text: string }[]
}
