import { and, asc, desc, eq, notInArray, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { communicationFlag, needsFromFile } from '../../reablement/communication.ts'
import type { Needs, ReadableAs } from '../../reablement/communication.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import type { Consent, FireReason } from '../../reablement/fire-referral.ts'
import { answersFromFile } from '../../reablement/risk-answers.ts'
import type { RiskAnswer } from '../../reablement/risk-answers.ts'
import { communication, fireConsent, riskAnswer } from './about-schema.ts'
import type { Storage } from './open.ts'
import { action, colleague, person } from './schema.ts'

type Reader = Pick<Storage, 'select'>
export type PersonRow = typeof person.$inferSelect
export type NeedsRow = typeof communication.$inferSelect

/** The referral to fire and rescue, as the catalogue has it. [choice] */
export const fireItem = 'REF-SWV'

/** Joins whoever is read with the newest that was said of their communication; the query must hold the person’s row. */
export const newestNeeds: SQL = sql`${communication.id} = (select newest.id from ${communication} newest
  where newest.person = ${person.id} order by newest.at desc, newest.rowid desc limit 1)`

/** What is known of somebody’s communication: what was said wins over the file. */
export function needsOf({ language, interpreter }: PersonRow, row: NeedsRow | null): Needs {
  if (!row) return needsFromFile(language, interpreter)
  const { bsl, support, carers, culture } = row
  return {
    language: row.language ?? language,
    interpreter: row.interpreter ?? interpreter,
    formats: JSON.parse(row.formats) as ReadableAs[],
    ...{ bsl, support, carers, culture },
  }
}

/** The person as everything reads them: language and interpreter as they were last said. */
export function withNeeds(row: PersonRow, needs: NeedsRow | null): PersonRow {
  const { language, interpreter } = needsOf(row, needs)
  return { ...row, language, interpreter }
}

export function flagOf(row: PersonRow, needs: NeedsRow | null): string {
  return communicationFlag(needsOf(row, needs))
}

/** The answers that were given, oldest first, with who gave them. One query. */
export function riskRows(tx: Reader, episode: string) {
  const { question, value, words, at } = riskAnswer
  return tx
    .select({ question, value, words, at, by: colleague.name })
    .from(riskAnswer)
    .innerJoin(colleague, eq(colleague.id, riskAnswer.colleague))
    .where(eq(riskAnswer.episode, episode))
    .orderBy(asc(at), asc(sql`${riskAnswer}.rowid`))
    .all()
}

/** All that is known of the risks, the file’s answers first. */
export function risksKnown(tx: Reader, episode: string, home: PersonRow): RiskAnswer[] {
  const said = riskRows(tx, episode).map(({ question, value, words }) => ({ question, value, words }))
  return [...answersFromFile(home), ...said]
}

/** What they last said about a fire and rescue referral, with who asked; null: nobody did. One query. */
export function consentOf(tx: Reader, episode: string): (Consent & { by: string }) | null {
  const row = tx
    .select({ consent: fireConsent, by: colleague.name })
    .from(fireConsent)
    .innerJoin(colleague, eq(colleague.id, fireConsent.colleague))
    .where(eq(fireConsent.episode, episode))
    .orderBy(desc(fireConsent.at), desc(sql`${fireConsent}.rowid`))
    .limit(1)
    .get()
  if (!row) return null
  const { given, on, reasons } = row.consent
  return { given, on, reasons: JSON.parse(reasons) as FireReason[], by: row.by }
}

/** The referral to fire and rescue that stands in the register; null: none does. One query. */
export function fireReferralOf(tx: Reader, episode: string): { action: string; on: LocalDate } | null {
  const stands = and(
    eq(action.episode, episode),
    eq(action.item, fireItem),
    notInArray(action.state, ['declined', 'cancelled']),
  )
  const row = tx.select().from(action).where(stands).orderBy(desc(action.agreedAt)).limit(1).get()
  return row ? { action: row.id, on: londonDate(new Date(row.agreedAt)) } : null
}
