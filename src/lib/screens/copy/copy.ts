import type { LocalDate } from '#lib/reablement/dates.ts'
import type { HowTo } from '#lib/reablement/how-to-use.ts'
import type { LanguageCode } from '#lib/reablement/languages.ts'
import type { CopyAction, CopySettings } from '#lib/reablement/person-copy.ts'

/** What a person's copy is made of. */
export interface CopySeen {
  episode: string
  name: string
  /** The flag of communication; '' when no need is known. */
  needs: string
  /** What paper does not reach, in words; null when a print does. */
  notByPaper: string | null
  language: LanguageCode
  today: LocalDate
  actions: CopyAction[]
  /** How their things are used, by item. */
  howTo: Record<string, HowTo[]>
  settings: CopySettings
  teams: { name: string; telephone: string }[]
}
