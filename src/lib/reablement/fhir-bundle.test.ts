import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actionOut, kamlaOut } from '../../../tests/support/episode-out.ts'
import { r4Schema, wrongWith } from '../../../tests/support/fhir-r4.ts'
import { actionStates } from './action-steps.ts'
import type { ActionView } from './action.ts'
import type { EpisodeOut } from './episode-out.ts'
import { bundleFileName, fhirBundle } from './fhir-bundle.ts'
import { episodeStatus, genderOut, goalStatus } from './fhir-status.ts'
import { resourceTypes } from './fhir-types.ts'
import type { Resource, ResourceType } from './fhir-types.ts'

const base = 'https://board.example.org'
const now = '2026-11-23T10:30:00.000Z'
const bundleOf = (out: EpisodeOut) => fhirBundle(out, base, now)
const withActions = (...actions: ActionView[]): EpisodeOut => ({
  ...kamlaOut,
  page: { ...kamlaOut.page, actions },
})

function of(out: EpisodeOut, type: ResourceType): Resource[] {
  return bundleOf(out).entry.flatMap(({ resource }) => (resource.resourceType === type ? [resource] : []))
}
const named = (out: EpisodeOut, type: ResourceType, id: string) => of(out, type).find((one) => one.id === id)

describe('as the R4 schema has it', () => {
  test('the schema is that of R4, and finds what is wrong', () => {
    expect(r4Schema.id).toBe('http://hl7.org/fhir/json-schema/4.0')
    expect(wrongWith({ resourceType: 'Goal', id: 'a b', lifecycleStatus: 'well' } as never)).not.toEqual([])
    expect(wrongWith({ resourceType: 'Patient', keySafe: true } as never)).not.toEqual([])
  })

  test('each resource', () => {
    for (const { resource } of bundleOf(kamlaOut).entry)
      expect({ resource, wrong: wrongWith(resource) }).toEqual({ resource, wrong: [] })
  })

  test('the bundle as a whole', () => {
    expect(wrongWith(bundleOf(kamlaOut))).toEqual([])
  })

  test('also of somebody of whom next to nothing is known', () => {
    const { page } = kamlaOut
    const bare: EpisodeOut = {
      ...{ ended: null, hospital: [], huddles: [], service: 'City reablement', teams: {} },
      page: {
        ...{ ...page, goals: [], calls: [], notes: [], actions: [] },
        header: { ...page.header, sex: null, nhsNumber: null, plannedEnd: null, state: 'referred' },
        contact: { address: null, postcode: null, telephone: null },
        needs: { language: null, interpreter: null },
        around: { nextOfKin: null, relationship: null },
      },
    }
    expect(wrongWith(bundleOf(bare))).toEqual([])
    expect(JSON.stringify(bundleOf(bare))).not.toContain('null')
  })

  test.each(actionStates)('an action that is %s, of every kind', (state) => {
    const kinds = ['equipment', 'adaptation', 'care technology', 'referral', 'task'] as const
    const all = kinds.map((kind, place) => actionOut({ id: `a_${place}`, kind, title: 'Something', state }))
    expect(wrongWith(bundleOf(withActions(...all)))).toEqual([])
  })
})

test('whatever people typed, it stays as the schema has it', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', '  ', 'a\u00A0b', '\u0000', 'a\u2028b', '\uFEFF', '<&>', 'k.safe'),
  )
  const { page } = kamlaOut
  fc.assert(
    fc.property(typed, typed, (one, other) => {
      const texts = {
        title: one,
        room: other,
        detail: one,
        because: other,
        lastNote: one,
        theirReference: other,
      }
      const out: EpisodeOut = {
        ...kamlaOut,
        service: one,
        page: {
          ...page,
          header: { ...page.header, forename: one, name: other, reference: `RB1 ${one}` },
          contact: { address: one, postcode: other, telephone: one },
          needs: { language: one, interpreter: null },
          around: { nextOfKin: one, relationship: other },
          goals: page.goals.map((goal) => ({ ...goal, what: one })),
          notes: page.notes.map((note) => ({ ...note, text: one, raised: other, authors: [one] })),
          actions: page.actions.map((action) => ({
            ...action,
            ...texts,
            measures: [{ name: 'shape', value: one }],
          })),
        },
      }
      for (const { resource } of bundleOf(out).entry) expect(wrongWith(resource)).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('an end whose outcome nobody kept is told by its day', () => {
  const out: EpisodeOut = { ...kamlaOut, ended: { on: '2026-11-20', outcome: null, national: null } }
  const [stay] = of(out, 'EpisodeOfCare')
  expect(stay).toMatchObject({ status: 'finished', period: { end: '2026-11-20' } })
  expect(stay).not.toHaveProperty('extension')
  expect(wrongWith(bundleOf(out))).toEqual([])
})

describe('what the schema does not ask', () => {
  const bundle = bundleOf(kamlaOut)

  test('every reference is answered in the bundle, and every address is one resource’s', () => {
    const addresses = bundle.entry.map(({ fullUrl }) => fullUrl)
    expect(new Set(addresses).size).toBe(addresses.length)
    const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map(
      ([, one]) => `${base}/fhir/${one ?? ''}`,
    )
    expect(references.length).toBeGreaterThan(20)
    for (const one of references) expect(addresses).toContain(one)
  })

  test('the codes are in the value sets of R4', () => {
    const request = ['draft', 'active', 'on-hold', 'revoked', 'completed', 'entered-in-error', 'unknown']
    for (const { resource } of bundle.entry) {
      if (!/Request$/.test(resource.resourceType)) continue
      expect(request).toContain(resource.status)
      expect(['proposal', 'order']).toContain(resource.intent)
      expect(['routine', 'urgent']).toContain(resource.priority)
    }
  })

  test('what R4 demands of each is there', () => {
    const demanded: Record<ResourceType, string[]> = {
      Patient: [],
      EpisodeOfCare: ['status', 'patient'],
      Goal: ['lifecycleStatus', 'description', 'subject'],
      ServiceRequest: ['status', 'intent', 'subject'],
      DeviceRequest: ['intent', 'codeCodeableConcept', 'subject'],
      Task: ['status', 'intent'],
      Encounter: ['status', 'class'],
    }
    for (const type of resourceTypes) {
      const all = of(kamlaOut, type)
      expect(all.length, type).toBeGreaterThan(0)
      for (const one of all) for (const field of demanded[type]) expect(one).toHaveProperty(field)
    }
  })

  test('no conformance is claimed, and that is said', () => {
    expect(bundle.meta.tag.map(({ code }) => code)).toContain('no-conformance-claimed')
    expect(JSON.stringify(bundle)).not.toContain('"profile"')
    expect(bundle).toMatchObject({ type: 'collection', timestamp: now })
    expect(bundleFileName('2026-11-23')).toBe('episode-2026-11-23.fhir.json')
  })
})

describe('what never leaves', () => {
  const all = JSON.stringify(bundleOf(kamlaOut))

  test('nothing of a key safe but one that is asked for by its catalogue name', () => {
    expect(all).not.toMatch(/4471\b(?!")/)
    expect(all).not.toMatch(/key ?safe (?:code|fitted|is)|keySafe/i)
    expect(named(kamlaOut, 'Task', 'secret')?.description).toBe('Something agreed that stands in Perch only')
    const asked = actionOut({ id: 'ks', kind: 'adaptation', item: 'KS01', title: 'Key safe' })
    expect(named(withActions(asked), 'Task', 'ks')?.description).toBe('Key safe')
  })

  test('no word on safeguarding, no resuscitation decision', () => {
    expect(all).not.toMatch(/safeguarding concern|neighbour|DNACPR/i)
    const [, late] = of(kamlaOut, 'Encounter')
    expect((late?.text as { div: string }).div).toBe(
      '<div xmlns="http://www.w3.org/1999/xhtml"><p>Steadier on the &lt;stairs&gt; &amp; proud.</p><p>How it was going: Watch (Priya Shah).</p><p>Words about safeguarding, resuscitation or a domestic matter are left out.</p></div>',
    )
  })

  test('not what the person weighs', () => {
    expect(all).not.toContain('weight')
    expect(named(kamlaOut, 'DeviceRequest', 'stool.1')?.parameter).toEqual([
      { code: { text: 'quantity' }, valueQuantity: { value: 2 } },
      { code: { text: 'room' }, valueCodeableConcept: { text: 'Kitchen' } },
      { code: { text: 'floor to back of knee' }, valueQuantity: { value: 48, unit: 'cm' } },
      { code: { text: 'shape' }, valueCodeableConcept: { text: 'round' } },
    ])
  })
})

describe('what is said of the person', () => {
  test('who they are', () => {
    expect(of(kamlaOut, 'Patient')).toEqual([
      {
        resourceType: 'Patient',
        id: 'kam.1',
        extension: [
          { url: 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired', valueBoolean: true },
          { url: `${base}/fhir/communication-needs`, valueString: 'Gujarati, interpreter' },
        ],
        identifier: [
          { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' },
          { system: `${base}/fhir/reference`, value: 'RB27010' },
        ],
        name: [
          { use: 'official', family: 'Chauhan', given: ['Kamla'] },
          { use: 'usual', text: 'Kam Chauhan' },
        ],
        ...{ gender: 'female', birthDate: '1941-02-16' },
        telecom: [{ system: 'phone', value: '0116 496 0000' }],
        address: [{ use: 'home', text: '4 Example Street', postalCode: 'LE4 3ZZ' }],
        contact: [{ relationship: [{ text: 'daughter' }], name: { text: 'Meera Chauhan' } }],
        communication: [
          {
            language: {
              coding: [{ system: 'urn:ietf:bcp:47', code: 'gu', display: 'Gujarati' }],
              text: 'Gujarati',
            },
            preferred: true,
          },
        ],
      },
    ])
  })

  test('the episode, with its days in hospital on hold', () => {
    expect(of(kamlaOut, 'EpisodeOfCare')[0]).toMatchObject({
      status: 'finished',
      period: { start: '2026-10-05', end: '2026-11-20' },
      statusHistory: [
        { status: 'active', period: { start: '2026-10-05', end: '2026-10-13' } },
        { status: 'onhold', period: { start: '2026-10-14', end: '2026-10-19' } },
        { status: 'active', period: { start: '2026-10-20', end: '2026-11-20' } },
      ],
      extension: [
        { url: `${base}/fhir/exit-outcome`, valueString: 'fully independent, no care' },
        { url: `${base}/fhir/national-outcome`, valueString: 'NFA: Support ended as planned' },
      ],
    })
  })

  test('back the same day is no stay', () => {
    const sameDay: EpisodeOut = { ...kamlaOut, hospital: [{ wentOn: '2026-10-14', backOn: '2026-10-14' }] }
    expect(of(sameDay, 'EpisodeOfCare')[0]?.statusHistory).toEqual([
      { status: 'active', period: { start: '2026-10-05', end: '2026-11-20' } },
    ])
  })

  test('somebody who is in hospital still', () => {
    const there: EpisodeOut = { ...kamlaOut, ended: null, hospital: [{ wentOn: '2026-10-05', backOn: null }] }
    expect(of(there, 'EpisodeOfCare')[0]?.statusHistory).toEqual([
      { status: 'onhold', period: { start: '2026-10-05' } },
    ])
  })

  test.each([
    ['g1', 'completed', 'achieved'],
    ['g2', 'active', 'in-progress'],
    ['g3', 'cancelled', undefined],
    ['g4', 'accepted', undefined],
  ])('goal %s is %s', (id, status, achieved) => {
    const goal = named(kamlaOut, 'Goal', id)
    const achievement = goal?.achievementStatus as { coding: { code: string }[] } | undefined
    expect([goal?.lifecycleStatus, achievement?.coding[0]?.code]).toEqual([status, achieved])
  })

  test('a referral, and the task beside it', () => {
    expect(named(kamlaOut, 'ServiceRequest', 'fire')).toEqual({
      resourceType: 'ServiceRequest',
      ...{ id: 'fire', status: 'active', intent: 'order', priority: 'routine' },
      encounter: { reference: 'Encounter/kam.1.2026-11-23' },
      authoredOn: '2026-11-23T09:41:00.000Z',
      requester: { display: 'Priya Shah' },
      performer: [{ display: 'Social work' }],
      category: [{ text: 'referral' }],
      code: {
        coding: [{ system: `${base}/fhir/catalogue`, code: 'RF01', display: 'Safe and well visit' }],
        text: 'Safe and well visit',
      },
      subject: { reference: 'Patient/kam.1' },
      occurrenceDateTime: '2026-12-01',
    })
    expect(named(kamlaOut, 'Task', 'fire')).toMatchObject({
      ...{ status: 'in-progress', businessStatus: { text: 'booked' } },
      focus: { reference: 'ServiceRequest/fire' },
      restriction: { period: { end: '2026-11-26' } },
    })
  })

  test('what was declined says why, and who looks after it', () => {
    expect(named(kamlaOut, 'Task', 'alarm')).toMatchObject({
      ...{ status: 'rejected', statusReason: { text: 'no capacity' } },
      businessStatus: { text: 'declined, escalated' },
    })
    expect(named(kamlaOut, 'DeviceRequest', 'alarm')?.status).toBe('revoked')
  })

  test('a huddle has its times; one whose times were not kept, its day', () => {
    const [early, late] = of(kamlaOut, 'Encounter')
    expect(early?.period).toEqual({ start: '2026-10-12', end: '2026-10-12' })
    expect(late?.period).toEqual({ start: '2026-11-23T09:31:00.000Z', end: '2026-11-23T10:05:00.000Z' })
    expect(late?.participant).toEqual([
      { type: [{ text: 'chaired' }], individual: { display: 'Dee Kaur' } },
      { type: [{ text: 'wrote the note' }], individual: { display: 'Priya Shah' } },
      { type: [{ text: 'wrote the note' }], individual: { display: 'Olu Adeyemi' } },
    ])
  })

  test('states and sexes', () => {
    expect(Object.values(episodeStatus)).toEqual([
      'waitlist',
      'planned',
      'active',
      'onhold',
      'finished',
      'cancelled',
    ])
    expect(Object.values(goalStatus)).toEqual(['accepted', 'active', 'completed', 'cancelled'])
    expect(['F', 'male', null, 'X', ' unknown '].map(genderOut)).toEqual([
      'female',
      'male',
      'unknown',
      'other',
      'unknown',
    ])
  })
})
