import { eq, notInArray } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { emptyDesk } from '../../../../tests/support/builders.ts'
import type { TestDesk } from '../../../../tests/support/builders.ts'
import { fileFieldNames, identities, cellOf, whatLeaves } from '../../reablement/outgoing.ts'
import type { Identity, Outgoing, OutgoingFacts } from '../../reablement/outgoing.ts'
import { shownName } from '../../reablement/person.ts'
import { PrivateWords } from '../../reablement/private-words.ts'
import { seedCatalogue } from '../catalogue/seed.ts'
import { fillInventedService } from '../invented/fill.ts'
import { csvText } from '../../reablement/csv.ts'
import { episode, person } from '../storage/schema.ts'
import { peopleOfNow } from './contents.ts'
import { digestMail, singleMail, toldMail } from './mail-words.ts'
import { webhookBody } from './send-webhook.ts'

// A busy machine is no leak.
vi.setConfig({ testTimeout: 60_000 })

type Somebody = typeof person.$inferSelect

let desk: TestDesk
let people: Somebody[]
let words: PrivateWords

beforeAll(async () => {
  desk = emptyDesk()
  desk.storage.run('DELETE FROM team')
  seedCatalogue(desk.storage)
  await fillInventedService(desk, { firstDay: '2026-11-23' })
  const open = notInArray(episode.state, ['ended', 'declined'])
  people = desk.storage
    .select({ person })
    .from(person)
    .innerJoin(episode, eq(episode.person, person.id))
    .where(open)
    .all()
    .map((row) => row.person)
  expect(people.length).toBeGreaterThan(100)
  words = new PrivateWords(peopleOfNow(desk.storage))
})
afterAll(() => desk.remove())

/** Everything that leaves, in every form it leaves in. */
function everyForm(outgoing: Outgoing): string {
  const cells = fileFieldNames.map((field) => cellOf(field, outgoing))
  const single = singleMail('Therapy', outgoing)
  const digest = digestMail('Therapy', [outgoing])
  const told = toldMail('Therapy', 'action told again', [outgoing])
  return [
    ...[webhookBody(outgoing, outgoing.at), csvText(fileFieldNames, [cells]), JSON.stringify(cells)],
    ...[single.text, single.html, digest.text, digest.html, told.text, told.html],
  ].join('\n')
}

const subjects = (outgoing: Outgoing) =>
  `${singleMail('Therapy', outgoing).subject} ${digestMail('Therapy', [outgoing]).subject} ${toldMail('Therapy', 'action told to lead', [outgoing]).subject}`

/** The facts of a person that are nobody's business outside, in the ways they are written. */
function never({ birthDate, nhsNumber, telephone, nextOfKin }: Somebody): string[] {
  const [year, month, day] = birthDate.split('-')
  const nhs = nhsNumber ?? ''
  return [
    ...[birthDate, `${String(day)}/${String(month)}/${String(year)}`],
    ...[nhs, nhs.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3'), telephone ?? '', nextOfKin ?? ''],
  ].filter((fact) => fact !== '')
}

const onlyChosen = ({ surname, address, postcode }: Somebody) =>
  [surname, address ?? '', postcode ?? ''].filter((fact) => fact !== '')

const isThere = (fact: string, text: string) =>
  new RegExp(`(?<![\\p{L}\\d])${fact.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\d])`, 'u').test(text)

const closed = [
  'Safeguarding was raised',
  'ReSPECT form in the hall',
  'DNACPR in place',
  'Key safe is by the door',
  'the keysafe sticks',
  'Check key box by the back door',
  'Refit the lockbox. It is behind the bin',
  'KS moved to the porch',
  'K.S. is loose',
  'Put the new key code by the phone',
  'Spare key under the pot',
  'Ask Tom where the front door key hangs',
]

function leaving(
  about: Somebody,
  [title, room]: [string, string],
  identity: Identity,
  more: Partial<OutgoingFacts['action']> & { load?: boolean } = {},
): Outgoing {
  const measures = [
    { name: 'seat height', value: '48', unit: 'cm' },
    { name: 'user weight', value: '141', unit: 'kg' },
    { name: 'bowl shape', value: title, unit: null },
  ]
  const action = { id: 'a', kind: 'task', item: null, title, quantity: 1, room, due: '2026-11-25' } as const
  const now = { team: 'OT', state: 'agreed', urgent: true, measures, toMeasure: [] }
  const facts = { topic: 'action agreed', at: '2026-11-23T09:20:00.000Z', person: about }
  const { load = false, ...wish } = more
  return whatLeaves({ ...facts, action: { ...action, ...now, ...wish } }, { identity, words, load })
}

describe('what leaves', () => {
  test('holds no private field of anybody of the invented service but the chosen ones, whatever is typed', () => {
    const somebody = fc.nat({ max: people.length - 1 }).map((index) => people[index] as Somebody)
    const typed = (one: Somebody) =>
      fc.constantFrom(
        ...never(one).map((fact) => `Ring about ${fact} today`),
        ...onlyChosen(one).map((fact) => `Take it to ${fact} today`),
        `Ring ${one.forename} today`,
        ...closed,
        `${closed[0] ?? ''}. Ring the GP`,
      )
    const drawn = fc
      .tuple(somebody, somebody, fc.constantFrom(...identities))
      .chain(([about, named, identity]) =>
        fc.tuple(fc.constant(about), fc.constant(named), fc.constant(identity), typed(named), typed(about)),
      )
    fc.assert(
      fc.property(drawn, ([about, named, identity, title, room]) => {
        const outgoing = leaving(about, [title, room], identity)
        const text = everyForm(outgoing)
        // A daughter may have her mother's name.
        const name = shownName(about.forename, about.knownAs, about.surname)
        const chosen = identity === 'name and address' ? [...onlyChosen(about), name] : []
        const others = [...never(about), ...never(named), ...onlyChosen(about), ...onlyChosen(named)]
        const first = identity === 'name and address' ? [] : [about.forename]
        const hidden = [...others.filter((fact) => !isThere(fact, chosen.join(' | '))), ...first]
        expect(hidden.filter((fact) => isThere(fact, text))).toEqual([])
        expect(text).not.toMatch(
          /safeguard|respect|dnacpr|\bkey|lockbox|to the porch|behind the bin|is loose/i,
        )
        const any = [about.reference, about.forename, ...never(about), ...onlyChosen(about)]
        expect(any.filter((fact) => isThere(fact, subjects(outgoing)))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('is the reference, the initials, or name and address: each setting and no more', () => {
    for (const one of people) {
      const of = (identity: Identity) => leaving(one, ['Ring the GP', ''], identity).person
      const first = one.knownAs ?? one.forename
      expect(of('reference')).toEqual({ reference: one.reference })
      expect(of('initials')).toEqual({
        reference: one.reference,
        initials: expect.stringMatching(/^\p{Lu}{1,5}$/u) as string,
      })
      expect(of('name and address')).toEqual({
        ...{ reference: one.reference, name: `${first} ${one.surname}` },
        ...{ address: one.address ?? '', postcode: one.postcode ?? '' },
      })
    }
  })

  test('a key safe that is asked for leaves by its name in the catalogue; a task about one does not', () => {
    const one = people[0] as Somebody
    const task = leaving(one, ['Fit a key safe', 'Hall'], 'reference')
    expect(task).toMatchObject({ what: 'see the list in Perch', room: 'Hall' })
    const keySafe = { kind: 'adaptation', item: { code: 'KEY-SAF', name: 'Key safe' } } as const
    const asked = leaving(one, ['Key safe', 'Key safe by the porch'], 'reference', keySafe)
    expect(asked).toMatchObject({ item: 'KEY-SAF', what: 'Key safe', room: '' })
  })

  test.each(['Ring the key worker', 'Take a photo of the keyboard tray', 'Ask for the risk score'])(
    'leaves as it is typed: %s',
    (title) => {
      expect(leaving(people[0] as Somebody, [title, ''], 'reference').what).toBe(title)
    },
  )

  test('no weight, but as the load a portal asks for', () => {
    const one = people[0] as Somebody
    expect(everyForm(leaving(one, ['Ring the GP', ''], 'reference'))).not.toMatch(/141|weight/)
    const asked = leaving(one, ['Ring the GP', ''], 'reference', { load: true })
    expect([cellOf('measures', asked), cellOf('load', asked)]).toEqual([
      'seat height: 48 cm; bowl shape: Ring the GP',
      '141 kg',
    ])
  })

  test('says what is not measured yet, unless it is taken back', () => {
    const one = people[0] as Somebody
    const toMeasure = ['seat height', 'user weight']
    const said = (more: Parameters<typeof leaving>[3]) =>
      leaving(one, ['Stool', ''], 'reference', { measures: [], toMeasure, ...more })
    expect(said({}).measures).toBe('seat height: not measured yet')
    expect(said({ load: true }).load).toBe('not measured yet')
  })
})
