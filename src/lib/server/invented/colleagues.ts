import type { Colleague, Role } from '../../reablement/colleague.ts'
import type { TeamCode } from '../../reablement/team.ts'
import type { Qualification } from '../../reablement/tiers.ts'
import { idFor } from './chance.ts'

/** Only ever the password of invented services: it is printed at start and stands in the README. */
export const inventedPassword = 'perch-demo-2026'

export interface InventedColleague extends Colleague {
  email: string
}

/** What their job titles say they may ask for; everybody else is 'other'. */
const qualified: Partial<Record<string, Qualification>> = {
  'Senior occupational therapist': 'senior OT',
  'Occupational therapist': 'OT',
  'Occupational therapy assistant': 'assistant',
  'Care technology officer': 'care technology',
  'Care technology installer': 'care technology',
  'Community nurse': 'nurse',
  Physiotherapist: 'physio',
  'Reablement team leader': 'trusted assessor',
  'Reablement worker': 'assistant',
}

function one(name: string, jobTitle: string, team: TeamCode, role: Role = 'colleague'): InventedColleague {
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@perch.example`
  const qualification = qualified[jobTitle] ?? 'other'
  return { id: idFor('colleague', name), name, jobTitle, team, role, email, qualification }
}

/** Fourteen colleagues of six teams. */
export const inventedColleagues: readonly InventedColleague[] = [
  one('Priya Shah', 'Senior occupational therapist', 'OT'),
  one('Tom Hallam', 'Occupational therapist', 'OT'),
  one('Grace Adeyemi', 'Occupational therapy assistant', 'OT'),
  one('Dee Kaur', 'Care technology officer', 'CT'),
  one('Martin Voss', 'Care technology installer', 'CT'),
  one('Ron Whitby', 'Minor adaptations fitter', 'MA'),
  one('Ade Okafor', 'Social worker', 'SW'),
  one('Helen Pryce', 'Social worker', 'SW'),
  one('Joyce Lam', 'Community nurse', 'NT'),
  one('Imran Qureshi', 'Physiotherapist', 'NT'),
  one('Amrit Bains', 'Reablement team leader', 'RP'),
  one('Nadia Osman', 'Reablement worker', 'RP'),
  one('Sandra Beck', 'Reablement service manager', 'RP', 'manager'),
  one('Lewis Carr', 'Systems and rota administrator', 'RP', 'administrator'),
]

/** Somebody of a team, for a thing; managers and administrators do not fetch stools. */
export function colleaguesOf(team: TeamCode): InventedColleague[] {
  return inventedColleagues.filter((colleague) => colleague.team === team && colleague.role === 'colleague')
}
