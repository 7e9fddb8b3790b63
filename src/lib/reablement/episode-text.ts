import type { ActionView } from './action.ts'
import { isOverdue, openStates, sayState } from './action.ts'
import { exitOutcomeWords } from './commitments.ts'
import { needsInSentences } from './communication.ts'
import { sayDue, sayLongDay, sayTime } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { titleOut } from './episode-out.ts'
import type { EpisodeOut } from './episode-out.ts'
import type { CallsEntry, PastNote } from './episode-view.ts'
import { howShown } from './marks.ts'
import { showNhsNumber } from './nhs-number.ts'
import type { Copied } from './record-text.ts'
import { keptBackWords, openWords, wordsThatLeave } from './words-that-leave.ts'

/** Where it is pasted. OneTouch is read by whoever is at the door; the case record holds the whole account. [seed] */
export const pasteInto = ['OneTouch', 'case record'] as const
export type PasteInto = (typeof pasteInto)[number]

/**
 * An episode as plain text to paste: sections with a heading, one thing a line, days in words, and who said it. No
 * signs of any markup, since neither system knows them. Nothing of a key safe, safeguarding or resuscitation is in it.
 */
export function episodeText(out: EpisodeOut, into: PasteInto, copied: Omit<Copied, 'service'>): string {
  const { today } = copied
  const whole = into === 'case record'
  const sections = [
    headOf(out, whole),
    section('Communication', communicationOf(out)),
    section('Why they came', whole ? cameFromOf(out) : []),
    section('What matters to them', goalsOf(out)),
    section('Calls', callsOf(out, whole)),
    section('In hospital', whole ? hospitalOf(out) : []),
    section('Still to come', actionsOf(out, today, true)),
    section('Agreed and over', whole ? actionsOf(out, today, false) : []),
    section(whole ? 'Said in the huddles' : 'Said last', notesOf(out, whole)),
    section('How it ended', endOf(out)),
    `From Perch, copied by ${copied.by} on ${sayLongDay(today)} at ${sayTime(copied.at)}. Perch is never the source of a resuscitation decision.`,
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

function section(heading: string, lines: readonly string[]): string {
  return lines.length ? [heading.toUpperCase(), ...lines].join('\n') : ''
}

function headOf({ page: { header }, service }: EpisodeOut, whole: boolean): string {
  const { name, forename, surname, reference, born, nhsNumber, kind, start, lastFreeDay } = header
  const also = name === `${forename} ${surname}` ? '' : `, known as ${name}`
  return [
    `${service}: ${kind} episode of ${forename} ${surname}${also}`,
    `Reference ${reference}. Born ${sayLongDay(born)}. NHS number ${showNhsNumber(nhsNumber)}.`,
    `First visit ${sayLongDay(start)}.${whole ? ` The six weeks without a charge end on ${sayLongDay(lastFreeDay)}.` : ''}`,
  ].join('\n')
}

function communicationOf({ page: { needs, about } }: EpisodeOut): string[] {
  const interpreter = needs.interpreter ? 'Needs an interpreter.' : ''
  const language = needs.language ? `Speaks ${needs.language}.` : ''
  const others = needsInSentences(about.communication.needs).map(openWords)
  return [language, interpreter, ...others].filter(Boolean)
}

function cameFromOf({ page: { cameFrom } }: EpisodeOut): string[] {
  const from = [cameFrom.source, cameFrom.ward].filter(Boolean).join(', ')
  const why = wordsThatLeave(cameFrom.reason)
  return [from && `Came from ${from}.`, why.text && `Why: ${ended(why.text)}`, ...keptBackLines(why)].filter(
    (line) => line !== '',
  )
}

function goalsOf({ page: { goals } }: EpisodeOut): string[] {
  return goals.map(({ what, by, state }) => {
    const words = openWords(what) || 'A goal that stands in Perch only'
    return `${ended(words)} ${by ? `By ${sayLongDay(by)}. ` : ''}${capital(state)}.`
  })
}

function callsOf({ page: { calls } }: EpisodeOut, whole: boolean): string[] {
  const now = calls.filter((one) => one.now)
  return (whole ? calls : now).map(callsLine)
}

/** As the caseload file’s own calls are kept, too. */
const fileSaid = 'from the caseload file'

function callsLine({ from, perDay, minutes, carers, step, why, changedBy }: CallsEntry): string {
  const times = perDay === 1 ? 'one call a day' : `${String(perDay)} calls a day`
  const by = carers === 1 ? 'one carer' : `${String(carers)} carers`
  const changed = step && step !== 'same' ? `, a ${step}` : ''
  const reason = changedBy === null && why === fileSaid ? '' : openWords(why)
  return `From ${sayLongDay(from)}: ${times} of ${String(minutes)} minutes, ${by}${changed}. ${reason ? `${ended(reason)} ` : ''}(${changedBy ?? fileSaid})`
}

function hospitalOf({ hospital }: EpisodeOut): string[] {
  return hospital.map(({ wentOn, backOn }) =>
    backOn
      ? `Went in on ${sayLongDay(wentOn)}, back on ${sayLongDay(backOn)}.`
      : `Went in on ${sayLongDay(wentOn)}, not back since.`,
  )
}

function actionsOf({ page: { actions }, teams }: EpisodeOut, today: string, open: boolean): string[] {
  return actions
    .filter(({ state }) => openStates.includes(state) === open)
    .map((action) => actionText(action, teams[action.team] ?? action.team, today))
}

function actionText(action: ActionView, team: string, today: string): string {
  const { owner, due, state, agreedBy, huddle, quantity, room, bookedFor } = action
  const where = openWords(room)
  const what = `${titleOut(action)}${quantity === 1 ? '' : ` (${String(quantity)})`}${where ? `, for the ${where.toLowerCase()}` : ''}`
  const whose = owner ? `${owner.name}, ${team}` : team
  const note = wordsThatLeave(action.lastNote)
  const detail = wordsThatLeave(action.detail)
  return [
    `${what}: ${whose}.`,
    `Agreed by ${agreedBy.name} for the huddle of ${sayLongDay(huddle)}${openStates.includes(state) ? `, due on ${sayLongDay(due)}` : ''}.`,
    bookedFor && `Booked for ${sayLongDay(bookedFor)}.`,
    detail.text && ended(detail.text),
    `Where it stands: ${standing(action, oneLine(note.text), today)}.`,
    state !== 'declined' && note.text && ended(note.text),
    ...keptBackLines({ keptBack: [...new Set([...detail.keptBack, ...note.keptBack])] }),
  ]
    .filter(Boolean)
    .join(' ')
}

/** As a chip says it, but that its days were said before. */
function standing(action: ActionView, note: string, today: string): string {
  const { state } = action
  if (state !== 'agreed' && state !== 'accepted')
    return sayState({ ...action, bookedFor: null, lastNote: note.replace(/\.$/, '') || null }, today)
  const late = isOverdue(action, today) ? `, ${sayDue(action.due, today)}` : ''
  return `${state === 'agreed' ? 'nobody has accepted it yet' : state}${late}`
}

/** Newest first; of OneTouch the last one only. */
function notesOf({ page: { notes } }: EpisodeOut, whole: boolean): string[] {
  return (whole ? notes : notes.slice(0, 1)).map(noteText)
}

function noteText({ date, text, how, howBy, raised, authors }: PastNote): string {
  const note = wordsThatLeave(text)
  const why = wordsThatLeave(raised)
  return [
    `${sayLongDay(date)}.`,
    why.text && `Raised: ${ended(why.text)}`,
    note.text &&
      `${authors.length ? `${authors.join(' and ')} wrote` : 'Written'}: ${ended(oneLine(note.text))}`,
    how && `How it was going: ${howShown[how].words.toLowerCase()}${howBy ? `, said ${howBy}` : ''}.`,
    ...keptBackLines({ keptBack: [...new Set([...why.keptBack, ...note.keptBack])] }),
  ]
    .filter(Boolean)
    .join(' ')
}

function endOf({ ended: end }: EpisodeOut): string[] {
  if (!end) return []
  return [
    `Ended on ${sayLongDay(end.on)}${end.outcome ? `: ${exitOutcomeWords[end.outcome]}` : ''}.`,
    ...(end.national ? [`National outcome: ${end.national}.`] : []),
  ]
}

/** That something is missing is said, so that nobody takes the text for all there is. */
function keptBackLines({ keptBack }: { keptBack: Parameters<typeof sayKept>[0][] }): string[] {
  return keptBack.map(sayKept)
}

function sayKept(kept: keyof typeof keptBackWords): string {
  return `(Words ${keptBackWords[kept]} are left out.)`
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ')
}

/** Closed by a full stop unless it is closed already. */
function ended(text: string): string {
  const line = oneLine(text)
  return /[.!?]$/.test(line) ? line : `${line}.`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** 'for-onetouch-2026-11-23.txt': of whom it is, no name of a file says. */
export function textFileName(into: PasteInto, day: LocalDate): string {
  return `for-${pasteSlug(into)}-${day}.txt`
}

/** As an address says it: 'onetouch', 'case-record'. */
export function pasteSlug(into: PasteInto): string {
  return into.toLowerCase().replace(' ', '-')
}
