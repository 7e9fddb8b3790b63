import type { EpisodeRow, PersonRow } from './on-board.ts'

/** What a row says in grey beneath the name, the most pressing for a visit first. No more than may be on the shared screen. */
export function flagsOf(person: PersonRow, stay: EpisodeRow, carers: number | null): string[] {
  const flags = [
    languageOf(person),
    person.livesAlone === true ? 'lives alone' : '',
    carers === 2 ? 'two carers' : '',
    stay.kind === 'reablement' ? '' : stay.kind,
    stay.state === 'paused' ? 'in hospital' : '',
  ]
  return flags.filter((flag) => flag !== '')
}

/** "Gujarati, interpreter" */
function languageOf({ language, interpreter }: PersonRow): string {
  const other = language !== null && language !== 'English' ? language : ''
  return [other, interpreter === true ? 'interpreter' : ''].filter((word) => word !== '').join(', ')
}
