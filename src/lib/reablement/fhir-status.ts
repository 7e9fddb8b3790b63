import type { ActionState } from './action-steps.ts'
import type { Goal } from './episode.ts'
import type { EpisodeState } from './episode-steps.ts'
import type { Coding } from './fhir-types.ts'

/** [std: hl7.org/fhir/R4/valueset-episode-of-care-status; the pairing is ours] [choice] */
export const episodeStatus: Readonly<Record<EpisodeState, string>> = {
  referred: 'waitlist',
  accepted: 'planned',
  active: 'active',
  paused: 'onhold',
  ended: 'finished',
  declined: 'cancelled',
}

/** [std: hl7.org/fhir/R4/valueset-goal-status; the pairing is ours] [choice] */
export const goalStatus: Readonly<Record<Goal['state'], string>> = {
  'not started': 'accepted',
  'working on it': 'active',
  met: 'completed',
  changed: 'cancelled',
}

const achievement = 'http://terminology.hl7.org/CodeSystem/goal-achievement'

/** What is said beside a goal's status; of one not begun, or given up for another, nothing. */
export const goalAchievement: Readonly<Record<Goal['state'], Coding | null>> = {
  'not started': null,
  'working on it': { system: achievement, code: 'in-progress', display: 'In Progress' },
  met: { system: achievement, code: 'achieved', display: 'Achieved' },
  changed: null,
}

/** How an action stands as a request (active, completed …) and as a task. Our own state is said beside it, in words. */
export interface ActionStatus {
  request: 'draft' | 'active' | 'revoked' | 'completed'
  task: 'draft' | 'requested' | 'accepted' | 'in-progress' | 'rejected' | 'cancelled' | 'completed'
}
const open = (task: ActionStatus['task']): ActionStatus => ({ request: 'active', task })

/** [std: hl7.org/fhir/R4/valueset-request-status, valueset-task-status; the pairing is ours] [choice] */
export const actionStatus: Readonly<Record<ActionState, ActionStatus>> = {
  'to sign off': { request: 'draft', task: 'draft' },
  agreed: open('requested'),
  accepted: open('accepted'),
  booked: open('in-progress'),
  measured: open('in-progress'),
  ordered: open('in-progress'),
  delivered: open('in-progress'),
  shown: open('in-progress'),
  done: { request: 'completed', task: 'completed' },
  collected: { request: 'completed', task: 'completed' },
  declined: { request: 'revoked', task: 'rejected' },
  cancelled: { request: 'revoked', task: 'cancelled' },
}

/** What waits for sign-off is asked for, not yet ordered. */
export function intentOf(state: ActionState): 'proposal' | 'order' {
  return state === 'to sign off' ? 'proposal' : 'order'
}

/** [std: hl7.org/fhir/R4/valueset-administrative-gender] */
export function genderOut(sex: string | null): 'male' | 'female' | 'other' | 'unknown' {
  const said = (sex ?? '').trim().toLowerCase()
  if (said === '' || said === 'unknown') return 'unknown'
  if (said === 'f' || said === 'female') return 'female'
  return said === 'm' || said === 'male' ? 'male' : 'other'
}
