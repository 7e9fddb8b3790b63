import { exitOutcomeWords } from './commitments.ts'
import { addDays } from './dates.ts'
import type { Goal } from './episode.ts'
import type { EpisodeOut } from './episode-out.ts'
import type { EpisodeState } from './episode-steps.ts'
import { episodeStatus, genderOut, goalAchievement, goalStatus } from './fhir-status.ts'
import { idOut, known, ours, refTo } from './fhir-types.ts'
import type { Base, Extension, Identifier, Period, Resource } from './fhir-types.ts'
import { languages } from './languages.ts'
import { openWords } from './words-that-leave.ts'

const nhsNumbers = 'https://fhir.nhs.uk/Id/nhs-number'
const interpreterUrl = 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired'

/** The person. Who they live with, their alarms and their key safe stay here. */
export function patientOf({ page }: EpisodeOut, base: Base): Resource {
  const { header, contact, needs, around, about } = page
  const identifier: Identifier[] = [{ system: ours(base, 'reference'), value: header.reference }]
  if (header.nhsNumber) identifier.unshift({ system: nhsNumbers, value: header.nhsNumber })
  const interpreter: Extension[] =
    needs.interpreter === null ? [] : [{ url: interpreterUrl, valueBoolean: needs.interpreter }]
  // [std: accessible information] R4 has a place for language and interpreter only, not for BSL, formats or support.
  const { flag } = about.communication
  const needed: Extension[] =
    flag === '' ? [] : [{ url: ours(base, 'communication-needs'), valueString: flag }]
  return {
    resourceType: 'Patient',
    id: idOut(page.episode),
    identifier,
    name: [
      { use: 'official', family: header.surname, given: [header.forename] },
      ...(header.name === `${header.forename} ${header.surname}`
        ? []
        : [{ use: 'usual', text: header.name }]),
    ],
    gender: genderOut(header.sex),
    birthDate: header.born,
    ...known({
      extension: [...interpreter, ...needed],
      telecom: contact.telephone ? [{ system: 'phone', value: contact.telephone }] : [],
      address: addressOf(contact),
      contact: contactOf(around),
      communication: needs.language ? [{ language: languageOut(needs.language), preferred: true }] : [],
    }),
  }
}

/** Typed elsewhere and taken from a file: whatever else stands there leaves as little as from a note. */
function contactOf({ nextOfKin, relationship }: EpisodeOut['page']['around']): Record<string, unknown>[] {
  const [name, related] = [openWords(nextOfKin), openWords(relationship)]
  return name
    ? [{ ...known({ relationship: related ? [{ text: related }] : [] }), name: { text: name } }]
    : []
}

function addressOf({ address: typed, postcode }: EpisodeOut['page']['contact']): Record<string, unknown>[] {
  const address = openWords(typed)
  return address || postcode ? [{ use: 'home', ...known({ text: address, postalCode: postcode }) }] : []
}

/** A language we know has its code; another its name only. */
function languageOut(name: string): Record<string, unknown> {
  const found = languages.find((one) => one.name.toLowerCase() === name.trim().toLowerCase())
  return found
    ? { coding: [{ system: 'urn:ietf:bcp:47', code: found.code, display: found.name }], text: found.name }
    : { text: name }
}

/** The episode, with its days in hospital as days on hold. */
export function episodeOfCareOf(out: EpisodeOut, base: Base): Resource {
  const { page, ended, service } = out
  const { kind, state, start } = page.header
  const status = episodeStatus[state as EpisodeState]
  const extension: Extension[] = ended
    ? [
        ...(ended.outcome
          ? [{ url: ours(base, 'exit-outcome'), valueString: exitOutcomeWords[ended.outcome] }]
          : []),
        ...(ended.national ? [{ url: ours(base, 'national-outcome'), valueString: ended.national }] : []),
      ]
    : []
  return {
    resourceType: 'EpisodeOfCare',
    id: idOut(page.episode),
    identifier: [{ system: ours(base, 'episode'), value: page.episode }],
    status,
    ...known({ extension, statusHistory: historyOf(out) }),
    type: [{ text: kind }],
    patient: refTo('Patient', page.episode),
    managingOrganization: { display: service },
    period: known({ start, end: ended?.on }),
  }
}

/** At home and in hospital by turns; without a stay in hospital there is no history to tell. */
function historyOf({ page, hospital, ended }: EpisodeOut): { status: string; period: Period }[] {
  if (hospital.length === 0) return []
  const rows: { status: string; period: Period }[] = []
  let since: string | null = page.header.start
  for (const { wentOn, backOn } of hospital) {
    // Back the same day is no stay: the day was a day at home.
    if (backOn !== null && backOn <= wentOn) continue
    if (since !== null && since < wentOn)
      rows.push({ status: 'active', period: { start: since, end: addDays(wentOn, -1) } })
    const until = backOn === null ? ended?.on : addDays(backOn, -1)
    rows.push({ status: 'onhold', period: known({ start: wentOn, end: until }) })
    since = backOn
  }
  if (since !== null) rows.push({ status: 'active', period: known({ start: since, end: ended?.on }) })
  return rows
}

/** A goal in the person's own words. */
export function goalOf({ page }: EpisodeOut, goal: Goal): Resource {
  const achieved = goalAchievement[goal.state]
  return {
    resourceType: 'Goal',
    id: idOut(goal.id),
    lifecycleStatus: goalStatus[goal.state],
    ...known({ achievementStatus: achieved && { coding: [achieved], text: goal.state } }),
    description: { text: openWords(goal.what) || 'A goal that stands in Perch only' },
    subject: refTo('Patient', page.episode),
    startDate: page.header.start,
    ...known({ target: goal.by ? [{ dueDate: goal.by }] : [] }),
    expressedBy: refTo('Patient', page.episode),
  }
}
