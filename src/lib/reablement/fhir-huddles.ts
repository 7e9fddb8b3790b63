import { londonDate } from './dates.ts'
import type { EpisodeOut } from './episode-out.ts'
import type { PastNote } from './episode-view.ts'
import { escaped } from './escaped.ts'
import { encounterId } from './fhir-actions.ts'
import { known, ours, refTo } from './fhir-types.ts'
import type { Base, Resource } from './fhir-types.ts'
import { howShown } from './marks.ts'
import { keptBackWords, openWords, wordsThatLeave } from './words-that-leave.ts'

/**
 * What one huddle said of the person, as an Encounter. None of the standard classes means a meeting about somebody who
 * is not there, so the class is ours, as the standard allows. [choice]
 */
export function encounterOf(out: EpisodeOut, note: PastNote, base: Base): Resource {
  const { page, huddles, service } = out
  const huddle = huddles.find(({ date }) => date === note.date)
  const raised = openWords(note.raised)
  return {
    resourceType: 'Encounter',
    id: encounterId(page.episode, note.date),
    text: { status: 'additional', div: narrative(note) },
    status: 'finished',
    class: {
      system: ours(base, 'encounter-class'),
      code: 'huddle',
      display: 'Team meeting about the person',
    },
    type: [{ text: 'Daily multidisciplinary huddle' }],
    subject: refTo('Patient', page.episode),
    episodeOfCare: [refTo('EpisodeOfCare', page.episode)],
    ...known({
      participant: participantsOf(note, huddle?.chair ?? null),
      reasonCode: raised ? [{ text: raised }] : [],
    }),
    period: periodOf(note, huddle),
    serviceProvider: { display: service },
  }
}

/** From start to close; of a huddle whose times were not kept, its day. */
function periodOf(note: PastNote, huddle: EpisodeOut['huddles'][number] | undefined): Record<string, string> {
  const start = huddle?.startedAt
  const end = huddle?.closedAt
  if (start && end && londonDate(new Date(start)) === note.date) return { start, end }
  return { start: note.date, end: note.date }
}

function participantsOf({ authors }: PastNote, chair: string | null): Record<string, unknown>[] {
  const as = (role: string) => (name: string) => ({ type: [{ text: role }], individual: { display: name } })
  return [...(chair ? [as('chaired')(chair)] : []), ...authors.map(as('wrote the note'))]
}

/** The note as readable text: R4 gives an Encounter no other place for it. */
function narrative(note: PastNote): string {
  const { text, keptBack } = wordsThatLeave(note.text)
  const how =
    note.how && `How it was going: ${howShown[note.how].words}${note.howBy ? ` (${note.howBy})` : ''}.`
  const paragraphs = [
    ...text.split(/\n+/),
    how,
    ...keptBack.map((kept) => `Words ${keptBackWords[kept]} are left out.`),
  ].flatMap((one) => (one?.trim() ? [`<p>${escaped(one.trim())}</p>`] : []))
  return `<div xmlns="http://www.w3.org/1999/xhtml">${paragraphs.join('') || '<p>No words were kept.</p>'}</div>`
}
