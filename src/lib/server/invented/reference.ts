import { eq } from 'drizzle-orm'
import { sayClosure } from '../../reablement/closure-days.ts'
import { addDays } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import type { Ethnicity } from '../../reablement/ethnicity.ts'
import { isWorkingDay } from '../../reablement/working-days.ts'
import type { Transaction } from '../storage/open.ts'
import { person } from '../storage/schema.ts'
import { closureDay, settingChange } from '../storage/setting-schema.ts'
import { inventedColleagues } from './colleagues.ts'
import type { Invention } from './invent.ts'

const words = 'Between Christmas and New Year'

/** What an administrator decided, and what people said of themselves: so that a demonstration has some of both. */
export function writeReference(tx: Transaction, { people, calendar: { firstDay } }: Invention): void {
  writeClosures(tx, firstDay)
  for (const [place, { row }] of people.entries()) {
    const ethnicity = ethnicityOf(row.language ?? null, place)
    if (ethnicity) tx.update(person).set({ ethnicity }).where(eq(person.id, row.id)).run()
  }
}

/** The working days between Christmas and New Year; none when the demonstration stands too near to them. */
function writeClosures(tx: Transaction, firstDay: LocalDate): void {
  const colleague = inventedColleagues.find(({ role }) => role === 'administrator')?.id
  if (!colleague || firstDay.slice(5) > '11-30') return
  const between = [27, 28, 29, 30, 31].map((day) => `${firstDay.slice(0, 4)}-12-${String(day)}`)
  const at = `${addDays(firstDay, -12)}T11:40:00.000Z`
  for (const date of between.filter((day) => isWorkingDay(day))) {
    tx.insert(closureDay).values({ date, words }).run()
    const after = `added: ${sayClosure({ date, words })}`
    tx.insert(settingChange).values({ at, colleague, name: 'closure day', before: null, after }).run()
  }
}

/** As invented people would say it: by the language they speak, where there is one; every third was not asked yet. */
const said: Partial<Record<string, Ethnicity>> = {
  Gujarati: 'Asian or Asian British: Indian',
  Punjabi: 'Asian or Asian British: Indian',
  Hindi: 'Asian or Asian British: Indian',
  Urdu: 'Asian or Asian British: Pakistani',
  Bengali: 'Asian or Asian British: Bangladeshi',
  Somali: 'Black, Black British, Caribbean or African: African',
  Polish: 'White: Any other White background',
}

function ethnicityOf(language: string | null, place: number): Ethnicity | null {
  if (place % 3 === 2) return null
  if (place % 16 === 7) return 'No data: Refused'
  return said[language ?? ''] ?? (place % 8 === 3 ? 'White: Irish' : english)
}
const english: Ethnicity = 'White: English, Welsh, Scottish, Northern Irish or British'
