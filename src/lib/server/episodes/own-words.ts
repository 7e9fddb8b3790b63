import { eq } from 'drizzle-orm'
import { sayDay } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { holdsKeySafeCode } from '../../reablement/key-safe.ts'
import { Problem } from '../../reablement/problem.ts'
import type { Transaction } from '../storage/open.ts'
import { colleague } from '../storage/schema.ts'

/**
 * Refuses the code of a key safe in any of these fields, or begun in one and ended in the next.
 * @throws Problem 'key-safe-code' naming the field.
 */
export function refuseCodes(fields: Record<string, string | null>): void {
  let before = ''
  for (const [field, text] of Object.entries(fields)) {
    if (text === null) continue
    if (holdsKeySafeCode(text) || holdsKeySafeCode(`${before} ${text}`.trim()))
      throw new Problem('key-safe-code', { field })
    before = text
  }
}

/** @throws Problem 'bad-input' naming the field of a day outside these. Days are local. */
export function refuseDay(
  day: LocalDate,
  field: string,
  { from, until, today }: { from?: LocalDate; until: LocalDate; today: LocalDate },
): void {
  const wrong = (detail: string) => new Problem('bad-input', { field, detail })
  if (day > until)
    throw wrong(
      until === today
        ? 'That day is still to come. Choose today or a day gone by.'
        : `That is too far ahead. Choose a day until ${sayDay(until, today)}.`,
    )
  if (from !== undefined && day < from)
    throw wrong(`That is too long ago. Choose ${sayDay(from, today)} or a later day.`)
}

/** The colleague’s name. @throws Problem 'bad-input' naming the field when nobody of that id works here. */
export function nameOfOwner(tx: Transaction, id: string, field: string): string {
  const row = tx.select().from(colleague).where(eq(colleague.id, id)).get()
  if (!row?.active || row.role === 'screen')
    throw new Problem('bad-input', { field, detail: 'Nobody of that name works here now. Choose another.' })
  return row.name
}
