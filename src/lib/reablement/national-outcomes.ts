/**
 * The 16 event outcomes an episode can go out with, in their national order, and what the national measure of no further
 * long-term support (ASCOF 2A) makes of each by itself. [std] Both verified in DHSC’s own release 2 code: shared
 * `data/cld-codes.json`, event_outcomes (DataS-DHSC/ASC-CLD-LA-Dashboard @ 9bee728, 11 Jun 2026). The written release 2
 * specification itself has not been read.
 */
export const nationalOutcomes = [
  'Progress to reablement/ST-Max',
  'Progress to assessment, review or reassessment',
  'Progress to support planning or services',
  'Continuation of support or services',
  'Admitted to hospital',
  'NFA: Responsibility moved to another local authority',
  'NFA: Referral to NHS services or NHS funded social care',
  'NFA: Self-funded client or under 12wk disregard',
  'NFA: Information and advice or signposting',
  'NFA: Referral to other service within the local authority',
  'NFA: Support declined',
  'NFA: Deceased',
  'NFA: Support ended as planned',
  'NFA: Support ended for other reason',
  'NFA: No services offered for other reason',
  'NFA: Other',
] as const
export type NationalOutcome = (typeof nationalOutcomes)[number]

/** Of an outcome by itself. */
export type OwnEffect = 'success' | 'excluded' | 'unclassifiable'

export const ownEffect: Record<NationalOutcome, OwnEffect> = {
  'Progress to reablement/ST-Max': 'unclassifiable',
  'Progress to assessment, review or reassessment': 'unclassifiable',
  'Progress to support planning or services': 'unclassifiable',
  'Continuation of support or services': 'unclassifiable',
  'Admitted to hospital': 'excluded',
  'NFA: Responsibility moved to another local authority': 'success',
  'NFA: Referral to NHS services or NHS funded social care': 'excluded',
  'NFA: Self-funded client or under 12wk disregard': 'excluded',
  'NFA: Information and advice or signposting': 'success',
  'NFA: Referral to other service within the local authority': 'success',
  'NFA: Support declined': 'excluded',
  'NFA: Deceased': 'excluded',
  'NFA: Support ended as planned': 'success',
  'NFA: Support ended for other reason': 'success',
  'NFA: No services offered for other reason': 'success',
  'NFA: Other': 'success',
}

/**
 * What is recorded to follow the end: a council service open then or beginning within seven days. `care home`: long-term
 * residential or nursing care. `null` is not known yet.
 */
export const followOns = ['nothing', 'long-term care at home', 'care home', 'short-term service'] as const
export type FollowOn = (typeof followOns)[number]

/** `not a success`: in the denominator, not in the numerator. */
export type NationalEffect =
  'success' | 'not a success' | 'excluded' | 'by the service that follows' | 'unclassifiable'

/**
 * What the national measure will make of an episode, in the order of its tests: death, hospital, a service that follows
 * (long-term beats short-term), then the outcome itself. [std] ascof_2a.order_of_tests. Equipment events could still
 * classify one at the very last; whether the council sends any is not known here, so nothing rests on it. [choice]
 */
export function effectOf(national: NationalOutcome, followOn: FollowOn | null): NationalEffect {
  if (national === 'NFA: Deceased' || national === 'Admitted to hospital') return 'excluded'
  if (followOn === 'long-term care at home' || followOn === 'care home') return 'not a success'
  if (followOn === 'short-term service') return 'by the service that follows'
  return ownEffect[national]
}

/** What to say at the end of an episode whose outcome the national figures cannot classify; null when they can. */
export function classifyWarning(national: NationalOutcome, followOn: FollowOn | null): string | null {
  if (effectOf(national, followOn) !== 'unclassifiable') return null
  const asItIs = `The national figures cannot classify “${national}” by itself.`
  const needed = 'a service that is open at the end or begins within seven days'
  if (followOn === null) return `${asItIs} Say what follows: it counts by ${needed}.`
  return `${asItIs} Record ${needed}, or choose the outcome that says why nothing follows.`
}
