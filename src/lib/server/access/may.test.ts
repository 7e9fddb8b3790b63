import { describe, expect, test } from 'vitest'
import type { Colleague, Role } from '../../reablement/colleague.ts'
import { roles } from '../../reablement/colleague.ts'
import { acts, may } from './may.ts'
import type { Act } from './may.ts'

const staff = { colleague: true, manager: true, administrator: true, screen: false }
const screens = { colleague: false, manager: false, administrator: false, screen: true }
const leads = { ...staff, colleague: false }
const administrators = { colleague: false, manager: false, administrator: true, screen: false }
const nobody = { colleague: false, manager: false, administrator: false, screen: false }

type Row = Record<Role, boolean>
/** What each role may do to its own team's things and to another's. An act without a row does not compile. */
const table: Record<Act, { own: Row; other: Row }> = {
  'view board': { own: staff, other: staff },
  'view person': { own: staff, other: staff },
  'print story': { own: leads, other: leads },
  'view huddle': { own: staff, other: staff },
  'view shared screen': { own: screens, other: screens },
  'view records': { own: staff, other: staff },
  'export record': { own: staff, other: staff },
  'amend record': { own: staff, other: staff },
  'view register': { own: staff, other: staff },
  'export register': { own: staff, other: staff },
  'view team list': { own: staff, other: staff },
  'print round': { own: staff, other: leads },
  'read page': { own: staff, other: staff },
  'write page': { own: staff, other: staff },
  'start huddle': { own: staff, other: staff },
  'cancel start': { own: staff, other: staff },
  'steer huddle': { own: staff, other: staff },
  'take chair': { own: staff, other: staff },
  'close huddle': { own: staff, other: staff },
  'carry over': { own: staff, other: staff },
  'close forgotten huddle': { own: nobody, other: nobody },
  'tell what waits': { own: nobody, other: nobody },
  'attend huddle': { own: staff, other: staff },
  'add to agenda': { own: staff, other: staff },
  'nothing for the rest': { own: staff, other: leads },
  'not done after all': { own: staff, other: leads },
  'agree action': { own: staff, other: staff },
  'sign off action': { own: nobody, other: nobody },
  'return action': { own: nobody, other: nobody },
  'accept action': { own: staff, other: leads },
  'decline action': { own: staff, other: leads },
  'finish action': { own: staff, other: leads },
  'measure action': { own: staff, other: staff },
  'plan measuring action': { own: staff, other: leads },
  'fit action': { own: staff, other: leads },
  'book action': { own: staff, other: leads },
  'order action': { own: staff, other: leads },
  'deliver action': { own: staff, other: leads },
  'show action': { own: staff, other: leads },
  'collect action': { own: staff, other: leads },
  'correct action': { own: staff, other: leads },
  'cancel action': { own: staff, other: leads },
  're-date action': { own: staff, other: staff },
  're-assign action': { own: staff, other: staff },
  'escalate action': { own: staff, other: staff },
  'settle action': { own: staff, other: staff },
  'undo action': { own: nobody, other: nobody },
  'change calls': { own: staff, other: staff },
  'plan leaving': { own: staff, other: staff },
  'say hospital stay': { own: staff, other: staff },
  'tick starter': { own: staff, other: staff },
  'set goal': { own: staff, other: staff },
  'reword goal': { own: staff, other: staff },
  'review goal': { own: staff, other: staff },
  'say what matters': { own: staff, other: staff },
  'answer risk': { own: staff, other: staff },
  'record fire consent': { own: staff, other: staff },
  'refer to fire': { own: staff, other: staff },
  'record communication': { own: staff, other: staff },
  'record respect': { own: staff, other: staff },
  'record safeguarding': { own: staff, other: staff },
  'record care act': { own: staff, other: staff },
  'view referrals': { own: staff, other: staff },
  'accept referral': { own: staff, other: staff },
  'decline referral': { own: staff, other: staff },
  'start episode': { own: staff, other: staff },
  'extend episode': { own: staff, other: staff },
  'correct hospital stay': { own: staff, other: staff },
  'save ending': { own: staff, other: staff },
  'end episode': { own: staff, other: staff },
  'undo end': { own: leads, other: leads },
  'view later checks': { own: staff, other: staff },
  'say later check': { own: staff, other: staff },
  'view outcomes': { own: leads, other: leads },
  'raise for huddle': { own: staff, other: staff },
  'find to raise': { own: staff, other: staff },
  'view own raises': { own: staff, other: staff },
  'take back raise': { own: nobody, other: nobody },
  'view photo': { own: staff, other: staff },
  'view shown photo': { own: screens, other: screens },
  'remove photos': { own: nobody, other: nobody },
  'clear caseload files': { own: nobody, other: nobody },
  'import caseload': { own: leads, other: leads },
  'export episode': { own: staff, other: staff },
  'view exports': { own: leads, other: leads },
  'export client level data': { own: leads, other: leads },
  'set client level data': { own: administrators, other: administrators },
  'export archive': { own: administrators, other: administrators },
  'view caseload files': { own: leads, other: leads },
  'undo import': { own: leads, other: leads },
  'correct start': { own: leads, other: leads },
  'view catalogue': { own: staff, other: staff },
  'export catalogue': { own: staff, other: staff },
  'edit catalogue': { own: administrators, other: administrators },
  'import catalogue': { own: administrators, other: administrators },
  'view outbox': { own: administrators, other: administrators },
  'edit channels': { own: administrators, other: administrators },
  'test channel': { own: administrators, other: administrators },
  'set team time': { own: administrators, other: administrators },
  resend: { own: administrators, other: administrators },
  'change own settings': { own: staff, other: staff },
  'view settings': { own: administrators, other: administrators },
  'change settings': { own: administrators, other: administrators },
  'record ethnicity': { own: staff, other: staff },
  'view colleagues': { own: staff, other: staff },
  'pair screen': { own: staff, other: staff },
  'cut off screen': { own: staff, other: staff },
  'set qualification': { own: administrators, other: administrators },
  'suspend colleague': { own: administrators, other: administrators },
}

const asked = (role: Role): Colleague => ({ id: 'me', name: 'Me Myself', jobTitle: '', team: 'OT', role })
const cells = acts.flatMap((act) =>
  roles.flatMap((role) => [
    { act, role, whose: 'own' as const, team: 'OT' },
    { act, role, whose: 'other' as const, team: 'CT' },
  ]),
)

describe('who may do what', () => {
  test('every act there is has its row', () => {
    expect(Object.keys(table).sort()).toEqual([...acts].sort())
  })

  test.each(cells)('$role, $whose team: $act', ({ act, role, whose, team }) => {
    const thing = { kind: 'action', id: 'a', team, agreedBy: 'somebody else', owner: null } as const
    expect(may(asked(role), act, thing)).toBe(table[act][whose][role])
  })

  test.each(acts)('nobody who is not signed in may %s', (act) => {
    expect(may(null, act, { kind: 'service', team: 'OT', agreedBy: 'me', owner: 'me' })).toBe(false)
  })

  test.each(roles)(
    'whoever an action was given to may see it through, of whatever team, unless a screen: %s',
    (role) => {
      const given = { kind: 'action', id: 'a', team: 'CT', agreedBy: 'somebody else', owner: 'me' } as const
      for (const act of ['accept action', 'deliver action', 'show action', 'finish action'] as const) {
        expect(may(asked(role), act, given)).toBe(role !== 'screen')
      }
    },
  )

  test.each(roles)(
    'whoever chairs the silent minute speaks for a silent team, unless a screen: %s',
    (role) => {
      const team = { kind: 'team', id: 'CT', team: 'CT', chair: 'me' } as const
      for (const act of ['nothing for the rest', 'not done after all'] as const)
        expect(may(asked(role), act, team)).toBe(role !== 'screen')
    },
  )

  test.each(roles)('whoever is qualified signs off, of whatever team, unless a screen: %s', (role) => {
    const waits = { kind: 'action', id: 'a', team: 'CT', agreedBy: 'somebody', tier: 'P2' } as const
    for (const act of ['sign off action', 'return action'] as const) {
      expect(may(asked(role), act, { ...waits, qualification: 'physio' })).toBe(role !== 'screen')
      expect(may(asked(role), act, { ...waits, qualification: 'nurse' })).toBe(false)
      expect(may(asked(role), act, { ...waits, qualification: null })).toBe(false)
    }
  })

  test.each(roles)('whoever agreed an action may undo and cancel it, unless a screen: %s', (role) => {
    const mine = { kind: 'action', id: 'a', team: 'CT', agreedBy: 'me' } as const
    for (const act of ['undo action', 'cancel action'] as const)
      expect(may(asked(role), act, mine)).toBe(role !== 'screen')
  })
})
