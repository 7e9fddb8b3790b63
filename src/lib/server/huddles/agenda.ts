import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { buildAgenda } from '../../reablement/agenda.ts'
import { shortName } from '../../reablement/colleague.ts'
import { daysBetween } from '../../reablement/dates.ts'
import { isWalked } from '../../reablement/huddle.ts'
import type { AgendaItem } from '../../reablement/huddle.ts'
import { stepOf } from '../../reablement/steps.ts'
import { teamAlone, withWaiting } from '../../reablement/waiting.ts'
import type { Transaction } from '../storage/open.ts'
import { agendaItem, attendance, colleague, huddle as huddleTable } from '../storage/schema.ts'
import { agendaPeople, lastClosed } from './agenda-facts.ts'
import type { AllMarks, Reader } from './agenda-facts.ts'

/**
 * The agenda as it would be now: built from the caseload, the register, past huddles, today's marks and what was raised, in
 * seven queries. `only` for one person.
 */
export function freshAgenda(reader: Reader, date: string, marks: AllMarks, only?: string): AgendaItem[] {
  const last = lastClosed(reader)
  const sinceLast = last ? Math.max(1, daysBetween(last.date, date)) : undefined
  return buildAgenda(agendaPeople(reader, date, marks, last, only), date, sinceLast)
}

/** The agenda as it was written when the huddle started and changed since, in its order; with who waits for a team that is not there. */
export function storedAgenda(reader: Reader, huddle: string): AgendaItem[] {
  const rows = reader
    .select({ row: agendaItem, adder: colleague.name })
    .from(agendaItem)
    .leftJoin(colleague, eq(colleague.id, agendaItem.addedBy))
    .where(eq(agendaItem.huddle, huddle))
    .orderBy(asc(agendaItem.position))
    .all()
  const agenda = rows.map(
    ({ row: { episode, section, reasons, outcome, seconds, lookDue, addedWhy }, adder }) => ({
      ...{ episode, section, outcome, seconds },
      reasons: JSON.parse(reasons) as string[],
      ...(lookDue ? { lookDue } : {}),
      ...(adder === null ? {} : { added: { by: shortName(adder), why: addedWhy ?? '' } }),
    }),
  )
  return agenda.some(({ reasons }) => teamAlone(reasons) !== null) ? waiting(reader, huddle, agenda) : agenda
}

/** Who is here is known once that step is over. */
function waiting(reader: Reader, huddle: string, agenda: AgendaItem[]): AgendaItem[] {
  const row = reader.select().from(huddleTable).where(eq(huddleTable.id, huddle)).get()
  const step = row ? stepOf(row) : null
  if (step === null || step === 'here') return agenda
  const there = reader
    .select({ team: colleague.team })
    .from(attendance)
    .innerJoin(colleague, eq(colleague.id, attendance.colleague))
    .where(and(eq(attendance.huddle, huddle), isNull(attendance.leftAt)))
    .groupBy(colleague.team)
    .all()
  return withWaiting(agenda, new Set(there.map(({ team }) => team)))
}

/** Writes the agenda down, as one statement. */
export function writeAgenda(tx: Transaction, huddle: string, agenda: readonly AgendaItem[]): void {
  const rows = agenda.map(({ episode, section, reasons, lookDue = false }, position) => ({
    ...{ huddle, episode, position, section, lookDue },
    reasons: JSON.stringify(reasons),
  }))
  if (rows.length) tx.insert(agendaItem).values(rows).run()
}

/** Whose turns a huddle takes one after another; the rest, and who waits for a team, are visited when somebody asks. */
export function walked(agenda: readonly AgendaItem[]): AgendaItem[] {
  return agenda.filter(isWalked)
}

/**
 * Who comes after `from`: the next without an outcome, then whoever was passed over before; null when all are talked
 * about, which is the read-back. So a person raised behind the huddle's back still gets a turn.
 */
export function following(agenda: readonly AgendaItem[], from: string | null): string | null {
  const turns = walked(agenda)
  const place = turns.findIndex(({ episode }) => episode === from)
  const ahead = [...turns.slice(place + 1), ...turns.slice(0, Math.max(0, place))]
  return ahead.find(({ outcome, episode }) => outcome === null && episode !== from)?.episode ?? null
}

/** Who stood before `from`; from the read-back the last one; the first has nobody before. */
export function preceding(agenda: readonly AgendaItem[], from: string | null): string | null {
  const turns = walked(agenda)
  const place = turns.findIndex(({ episode }) => episode === from)
  if (place === 0) return from
  return turns.at(place === -1 ? -1 : place - 1)?.episode ?? from
}

/**
 * Where ← leads from a visit to somebody who has no turn: to whoever of the turns was reached last, before any was to
 * the first that is open. `from` again when there is no turn at all.
 */
export function beforeVisit(
  reader: Reader,
  huddle: string,
  agenda: readonly AgendaItem[],
  from: string,
): string {
  const turns = walked(agenda)
  const reached = reader
    .select({ episode: agendaItem.episode })
    .from(agendaItem)
    .where(and(eq(agendaItem.huddle, huddle), isNotNull(agendaItem.turn)))
    .orderBy(desc(agendaItem.turn))
    .all()
  const last = reached.find((one) => turns.some(({ episode }) => episode === one.episode))
  return (last ?? turns.find(({ outcome }) => outcome === null) ?? turns.at(-1))?.episode ?? from
}
