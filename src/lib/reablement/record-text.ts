import { shortName } from './colleague.ts'
import { londonDate, sayDay, sayLongDay, sayTime } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { howShown } from './marks.ts'
import { outcomeWords } from './record.ts'
import type { Amendment, HuddleRecord, RecordAction, RecordPerson } from './record.ts'

/** Whose record it is, and when and by whom it was copied. */
export interface Copied {
  service: string
  by: string
  /** Instant, ISO UTC. */
  at: string
  /** Local. */
  today: LocalDate
}

/**
 * A record as plain text, to paste into the care record or the case system: of everybody in it, or of `episode` alone.
 * What the huddle left stands first; where an action stands today is a line of its own, and says of which day it is.
 */
export function recordText(record: HuddleRecord, copied: Copied, episode: string | null = null): string {
  const people = record.people.filter((person) => episode === null || person.episode === episode)
  const blocks = [
    headText(record, copied, episode === null),
    ...people.map((person) => personText(person, record.date, copied)),
    ...(episode === null ? [wholeText(record)] : []),
    `From Perch, copied by ${copied.by}, ${sayDay(copied.today)} ${sayTime(copied.at)}. Corrections stand under what they amend.`,
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

function headText(record: HuddleRecord, { service }: Copied, whole: boolean): string {
  const { date, startedAt, closedAt, minutes, chair, there, pageDamage, notClosed } = record
  const lasted =
    startedAt && closedAt && `${sayTime(startedAt)} to ${sayTime(closedAt)}, ${String(minutes)} minutes. `
  const begun = startedAt ? `Begun at ${sayTime(startedAt)}, not closed. ` : 'Not closed. '
  const times = notClosed ? begun : (lasted ?? '')
  const present = there.map(({ teamName, names }) => `${teamName}: ${names.join(', ')}`).join('; ')
  return lines(
    `${service}: huddle of ${sayLongDay(date)}`,
    `${times}Chaired by ${chair ?? 'nobody'}.`,
    whole && present && `There: ${present}.`,
    whole && attendanceText(record),
    pageDamage && 'The page of this huddle was damaged: notes may be missing.',
  )
}

/** 'In the room 5, remote 2. Nobody of: Minor adaptations.' As it was kept at the close; '' when it was not. */
function attendanceText({ figures, missing }: HuddleRecord): string {
  if (!figures || figures.inRoom === null || missing === null) return ''
  const { inRoom, remote } = figures
  const how = `In the room ${String(inRoom)}, remote ${String(remote ?? 0)}.`
  return missing.length ? `${how} Nobody of: ${missing.join(', ')}.` : how
}

function personText(person: RecordPerson, date: LocalDate, copied: Copied): string {
  const { name, reference, needs, day, outcome, reasons, how, howBy, raised, text, authors, actions, chips } =
    person
  const amended = (part: Amendment['part']) =>
    person.amendments.filter((one) => one.part === part).map(amendmentText)
  return lines(
    `${name} (${reference}), ${day < 1 ? 'before the first visit' : `day ${String(day)}`}`,
    needs && `Communication: ${needs}`,
    `Outcome: ${outcome ? outcomeWords[outcome].toLowerCase() : 'none'}${reasons.length ? ` (${reasons.join(', ')})` : ''}`,
    ...amended('outcome'),
    how && `How it was going: ${howShown[how].words.toLowerCase()}${howBy ? ` (${howBy})` : ''}`,
    raised && `Raised: ${raised}`,
    text ? `Note${authors.length ? ` by ${authors.join(', ')}` : ''}: ${text}` : 'Note: nothing was written.',
    ...amended('note'),
    ...chips.map(({ words, by }) => `${words} (${by})`),
    ...actions.flatMap((action) => actionText(action, date, copied.today)),
    ...amended('actions'),
    ...amended('attendance'),
    ...amended('other'),
  )
}

function actionText(action: RecordAction, date: LocalDate, today: LocalDate): string[] {
  const { line, detail, team, owner, due, happened, note, now } = action
  const did = happened.map((one) => sayHappened(one, date)).join('; ')
  const whose = owner ?? `${team}’s queue`
  return [
    `- ${line}${detail ? ` (${detail})` : ''}: ${team}, ${whose}, by ${sayDay(due, date)}. ${capital(did)}.${note ? ` ${note}.` : ''}`,
    `  Where it stands on ${sayDay(today)}: ${sayNow(now, today)}.`,
  ]
}

/** 'agreed by Priya S', 're-dated by Dee K, was Fri 20 Nov'. `today` decides whether a year is said. */
export function sayHappened({ what, by, was }: RecordAction['happened'][number], today: LocalDate): string {
  const before = [
    was.due && sayDay(was.due, today),
    was.owner !== null && (was.owner ? shortName(was.owner) : 'in the queue'),
    was.team,
  ].filter(Boolean)
  return `${what} by ${shortName(by)}${before.length ? `, was ${before.join(', ')}` : ''}`
}

/** Where an action stands today: 'accepted, Dee K, by Tue 24 Nov', 'done: shown how to use it'. */
export function sayNow(now: RecordAction['now'], today: LocalDate): string {
  const { state, owner, team, due, note, escalated, settled } = now
  const more = note ? `: ${note}` : ''
  if (state === 'done' || state === 'collected' || state === 'cancelled') return `${state}${more}`
  if (state === 'declined') return `declined${more}${settled ? ', settled' : ''}`
  const whose = owner ? shortName(owner) : `${team}’s queue`
  const stands = state === 'to sign off' ? 'waits for sign-off' : state
  return `${stands}, ${whose}, by ${sayDay(due, today)}${escalated ? ', escalated' : ''}`
}

function amendmentText({ words, by, at }: Amendment): string {
  return `  Amended ${sayDay(londonDate(new Date(at)))} ${sayTime(at)} by ${by}: ${words}`
}

function wholeText({ others, amendments }: HuddleRecord): string {
  return lines(
    others > 0 && `And ${String(others)} more on the board that day, with nothing raised, written or agreed.`,
    ...amendments.map(amendmentText),
  )
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function lines(...all: (string | false | null | undefined | 0)[]): string {
  return all.filter(Boolean).join('\n')
}
