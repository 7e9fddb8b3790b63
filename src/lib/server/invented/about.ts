import { addDays, instantOf, londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import type { RiskQuestion } from '../../reablement/risk-answers.ts'
import { riskAsked, riskQuestions } from '../../reablement/risk-answers.ts'
import {
  careAct,
  communication,
  fireConsent,
  goalEvent,
  respect,
  riskAnswer,
  safeguarding,
  whatMatters,
} from '../storage/about-schema.ts'
import { episodeEvent } from '../storage/course-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { between, chance, idFor, pick } from './chance.ts'
import { colleaguesOf } from './colleagues.ts'
import { goalsOf } from './goals.ts'
import type { Calendar, InventedPerson } from './people.ts'

const mattersMost: readonly string[] = [
  'My garden. I want to hear the birds with my tea in the morning.',
  'Being asked, and not told. I have run this house for fifty years.',
  'My family on Sunday, all of them, and cooking for them myself.',
  'Quiet in the mornings. No radio until I have had my prayers.',
  'The cat. She comes first, then me.',
  'Not being a bother to my daughter; she has her own work.',
  'Going to bed when I want to and not when the van comes.',
  'Looking smart. A clean shirt every day, and my own comb.',
]

const reviewed: Record<string, readonly string[]> = {
  'not started': ['Not yet, the leg is still sore. Wants to try next week.'],
  'working on it': ['Nearly there with somebody beside me.', 'Did it twice this week, with the stick.'],
  met: ['I do it by myself now.', 'Done it every day since Friday.'],
  changed: ['It does not matter so much any more; something else does.'],
}

/** Whom something is known of that is rare: never the first of the caseload, whom the tests know by heart. */
const rare = ({ reference }: InventedPerson, share: number, what: string) =>
  Number(reference.slice(2)) >= 27020 && chance(what, reference) < share

/**
 * Writes what is known about the invented people: what matters to many, needs, risks and plans of some. Nobody on the
 * board, no action and no figure changes by it.
 */
export function writeAbout(tx: Transaction, people: readonly InventedPerson[], calendar: Calendar): void {
  for (const person of people) {
    const story = new InventedStory(tx, person, calendar)
    if (!story.known) continue
    writeMatters(story)
    writeReviews(story)
    writeNeeds(story)
    writeRisks(story)
    writePlans(story)
  }
}

/** One person’s rows: each at an hour of the last huddle’s day, by a colleague of a team. */
class InventedStory {
  readonly tx: Transaction
  readonly person: InventedPerson
  readonly on: LocalDate
  readonly today: LocalDate
  readonly #latest: number
  #told = 0

  constructor(tx: Transaction, person: InventedPerson, { past, firstDay, latest }: Calendar) {
    this.tx = tx
    this.person = person
    this.on = past.at(-1) ?? firstDay
    this.today = firstDay
    this.#latest = latest
  }

  /** Nobody has asked yet whoever came after that day. */
  get known(): boolean {
    return londonDate(new Date(this.person.stay.arrivedAt)) < this.on
  }

  /** The columns every such row begins with; tells the story when there are words. */
  said(
    what: string,
    team: 'OT' | 'SW' | 'NT' | 'RP',
    told?: { kind: 'about' | 'goal' | 'review'; words: string; why?: string },
  ) {
    const { reference, episode } = this.person
    this.#told += 1
    const clock = `11:${String(10 + (this.#told % 50)).padStart(2, '0')}`
    const at = new Date(Math.min(instantOf(this.on, clock).getTime(), this.#latest)).toISOString()
    const colleague = pick(colleaguesOf(team), what, reference).id
    const id = idFor('about', what, reference)
    if (told) {
      const { why = null, ...rest } = told
      this.tx
        .insert(episodeEvent)
        .values({ id: idFor('told', id), episode, at, colleague, on: this.on, ...rest, why })
        .run()
    }
    return { id, episode, colleague, at }
  }
}

function writeMatters(story: InventedStory): void {
  const { reference } = story.person
  if (chance('matters', reference) > 0.6) return
  const words = pick(mattersMost, 'matters most', reference)
  const by = story.said('matters', 'RP', { kind: 'about', words: 'What matters to them', why: words })
  story.tx
    .insert(whatMatters)
    .values({ ...by, words })
    .run()
}

/** Where the first goal stands was reviewed on the last huddle’s day. */
function writeReviews(story: InventedStory): void {
  const [goal] = goalsOf(story.person, story.today)
  if (!goal || story.person.day < 7 || chance('review', goal.id) > 0.6) return
  const said = pick(reviewed[goal.state] ?? ['As before.'], 'reviewed', goal.id)
  const words = `Goal “${goal.what}”: ${goal.state}`
  const by = story.said('review', 'OT', { kind: 'goal', words, why: said })
  const stands = { what: goal.what, byDate: goal.by ?? null, state: goal.state }
  story.tx
    .insert(goalEvent)
    .values({ ...by, goal: goal.id, kind: 'reviewed', on: story.on, ...stands, said })
    .run()
}

const needed = [
  { formats: ['large print'], support: null, bsl: null },
  { formats: [], support: 'Hearing aid in the left ear: face her and speak slowly', bsl: null },
  {
    formats: ['large print', 'audio'],
    support: 'Macular degeneration: describe what you hold up',
    bsl: null,
  },
  { formats: ['easy read'], support: 'One question at a time, and wait', bsl: null },
  { formats: ['Braille'], support: null, bsl: null },
  { formats: [], support: null, bsl: true },
] as const

function writeNeeds(story: InventedStory): void {
  const { person, tx } = story
  if (!rare(person, 0.14, 'needs')) return
  const { formats, support, bsl } = pick(needed, 'needed', person.reference)
  const { episode: _stay, ...by } = story.said('needs', 'RP')
  const women = chance('carers', person.reference) < 0.3
  tx.insert(communication)
    .values({
      ...{ ...by, person: person.row.id, language: null, interpreter: null, bsl },
      ...{ formats: JSON.stringify(formats), support: support?.replace('her', person.words.her) ?? null },
      ...{ carers: women ? 'women' : 'no preference', culture: women ? 'Shoes off at the door' : null },
    })
    .run()
}

const inWords: Partial<Record<RiskQuestion, readonly string[]>> = {
  parking: ['On the street, free after six', 'Behind the flats, tell the warden'],
  access: ['Side gate, the front door sticks', 'Ring twice and wait'],
}

/** Few were asked all; of one there is oxygen, and consent to a referral nobody has made yet. */
function writeRisks(story: InventedStory): void {
  const { person } = story
  const withOxygen = person.reference === 'RB27024'
  if (!withOxygen && !rare(person, 0.2, 'risks')) return
  for (const question of riskQuestions) {
    const fromFile = ['key safe', 'pets', 'smoke alarm', 'carbon monoxide alarm'].includes(question)
    if (fromFile || (!withOxygen && chance('asked', question, person.reference) < 0.15)) continue
    const words = inWords[question] ? pick(inWords[question], 'words', person.reference) : null
    const value = words === null ? valueOf(question, person, withOxygen) : null
    story.tx
      .insert(riskAnswer)
      .values({ ...story.said(`risk ${question}`, 'RP'), question, value, words })
      .run()
  }
  if (!withOxygen) return
  const told = { kind: 'about', words: 'Agreed to a fire and rescue referral', why: 'oxygen' } as const
  story.tx
    .insert(fireConsent)
    .values({ ...story.said('consent', 'NT', told), given: true, on: story.on, reasons: '["oxygen"]' })
    .run()
}

function valueOf(question: RiskQuestion, { reference }: InventedPerson, withOxygen: boolean): 'yes' | 'no' {
  if (question === 'oxygen' || question === 'airflow mattress')
    return withOxygen && question === 'oxygen' ? 'yes' : 'no'
  const isRisk = chance('is', question, reference) < 0.25
  const when = riskAsked[question].risk?.when ?? 'yes'
  return isRisk === (when === 'yes') ? 'yes' : 'no'
}

const places = [
  'Yellow folder by the front door',
  'In the fridge, in the bottle',
  'With the daughter; the GP has one',
]

function writePlans(story: InventedStory): void {
  const { person, tx, on } = story
  if (rare(person, 0.08, 'respect')) {
    const by = story.said('respect', 'NT', { kind: 'about', words: 'ReSPECT or DNACPR in place' })
    const where = pick(places, 'place', person.reference)
    tx.insert(respect)
      .values({ ...by, inPlace: true, where, seenOn: on })
      .run()
  }
  if (rare(person, 0.03, 'concern')) {
    const by = story.said('concern', 'SW', { kind: 'about', words: 'Safeguarding concern raised' })
    const reference = `SG-${on.slice(0, 4)}-${String(between(100, 999, 'concern', person.reference))}`
    tx.insert(safeguarding)
      .values({ ...by, raised: true, raisedOn: on, reference, owner: by.colleague })
      .run()
  }
  if (person.day >= 24 && rare(person, 0.4, 'care act')) {
    const by = story.said('care act', 'SW', { kind: 'review', words: 'Care Act assessment raised' })
    const bookedFor = addDays(story.today, between(2, 9, 'care act', person.reference))
    tx.insert(careAct)
      .values({ ...by, raisedOn: on, owner: by.colleague, bookedFor })
      .run()
  }
}
