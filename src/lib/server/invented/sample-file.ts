import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { addDays, daysBetween } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'

/** The day the first sample file was exported. */
export const sampleDay: LocalDate = '2026-11-23'
const folder = 'src/lib/server/invented'
const files = { first: 'caseload-2026-11-23.csv', second: 'caseload-2026-11-24.csv' } as const

/** Where a sample file lies, from the root of the project. */
export function sampleFile(which: keyof typeof files): string {
  return `${folder}/${files[which]}`
}

/**
 * A sample caseload file with its start and end days moved as the invented service’s were, so that uploading the
 * second on any day shows what it shows on 24 November 2026. Birth dates stay.
 */
export function movedSample(which: keyof typeof files, firstDay: LocalDate): { name: string; text: string } {
  const shift = daysBetween(sampleDay, firstDay)
  const text = readFileSync(resolve(sampleFile(which)), 'utf8').replace(
    /,(\d{2})\/(\d{2})\/(\d{4}),(\d{2})\/(\d{2})\/(\d{4}),(?=\d+,)/g,
    (_all, d1: string, m1: string, y1: string, d2: string, m2: string, y2: string) =>
      `,${moved(`${y1}-${m1}-${d1}`, shift)},${moved(`${y2}-${m2}-${d2}`, shift)},`,
  )
  const day = addDays(firstDay, which === 'first' ? 0 : 1)
  return { name: `caseload-${day}.csv`, text }
}

function moved(date: LocalDate, shift: number): string {
  return addDays(date, shift).split('-').reverse().join('/')
}
