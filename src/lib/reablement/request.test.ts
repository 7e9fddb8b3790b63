import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actionStates } from './action-steps.ts'
import type { ActionState } from './action-steps.ts'
import type { ActionView } from './action.ts'
import { userWeight } from './measurement.ts'
import { beforeLast, isAlarm, refuseOverload, sayConnection, saySafeLoad, stillToMeasure } from './request.ts'
import type { StepBetween } from './request.ts'
import { actsNow, nextAct } from './standing.ts'

test('an alarm is care technology that is tested; an analogue line is said to end', () => {
  expect(isAlarm('care technology', 'install and test')).toBe(true)
  expect(isAlarm('care technology', 'hand over')).toBe(false)
  expect(isAlarm('equipment', 'install and test')).toBe(false)
  expect(sayConnection('analogue')).toBe('analogue line: ends January 2027')
  expect(sayConnection('SIM')).toBe('SIM')
})

test('nobody is given what is not safe for their weight; an unknown load is read from the label', () => {
  expect(refuseOverload(160, 160)).toBeNull()
  expect(refuseOverload(161, 160)).toBe(
    'It is safe up to 160 kg, and 161 kg is more. Ask for a stronger one.',
  )
  expect(refuseOverload(300, null)).toBeNull()
  expect(saySafeLoad(null)).toBe('Read its label for the safe working load.')
})

test('what is out of range by now is to be measured again', () => {
  expect(stillToMeasure([userWeight], [])).toEqual([userWeight])
  expect(stillToMeasure([userWeight], [{ name: 'user weight', value: '78' }])).toEqual([])
  expect(stillToMeasure([userWeight], [{ name: 'user weight', value: '780' }])).toEqual([userWeight])
})

describe('where a correction goes back to', () => {
  const step = (act: string, from: ActionState | null, to: ActionState): StepBetween => ({ act, from, to })
  test('is where the last step that counts came from; what moved nothing is passed over', () => {
    const way = [step('agree', null, 'agreed'), step('accept', 'agreed', 'accepted')]
    expect(beforeLast(way.slice(0, 1))).toBeNull()
    expect(beforeLast(way)).toBe('agreed')
    expect(beforeLast([...way, step('re-date', 'accepted', 'accepted')])).toBe('agreed')
    const ordered = [...way, step('order', 'accepted', 'ordered')]
    expect(beforeLast(ordered)).toBe('accepted')
    expect(beforeLast([...ordered, step('correct', 'ordered', 'accepted')])).toBe('agreed')
  })

  test('corrections as many as steps lead back to the beginning, whatever the steps were', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...actionStates), { maxLength: 12 }), (walked) => {
        let at: ActionState = 'agreed'
        const steps: StepBetween[] = [step('agree', null, at)]
        for (const to of walked) {
          steps.push(step('walk', at, to))
          at = to
        }
        for (let back = beforeLast(steps); back !== null; back = beforeLast(steps)) {
          steps.push(step('correct', at, back))
          at = back
        }
        expect(at).toBe('agreed')
      }),
    )
  })
})

describe('the next step', () => {
  const view = (wish: Partial<ActionView>): ActionView => ({
    ...{ id: 'a', episode: 'e', kind: 'equipment', item: 'X', title: 'Stool', quantity: 1, room: null },
    ...{ detail: null, team: 'OT', owner: null, due: '2026-11-24', state: 'accepted', lastNote: null },
    ...{ agreedAt: '', agreedBy: { id: 'p', name: 'P' }, huddle: '2026-11-23' },
    ...wish,
  })
  test.each([
    ['agreed', {}, 'accept'],
    ['accepted', {}, 'order'],
    ['accepted', { asks: [userWeight] }, 'measure'],
    ['accepted', { asks: [userWeight], measureOn: '2026-11-24' }, 'order'],
    ['accepted', { byUs: true }, 'deliver'],
    ['accepted', { kind: 'adaptation' }, 'deliver'],
    ['accepted', { kind: 'care technology', isAlarm: true }, 'book'],
    ['accepted', { kind: 'care technology', isAlarm: true, connection: 'SIM' }, 'deliver'],
    ['accepted', { kind: 'task' }, 'finish'],
    ['accepted', { kind: 'referral' }, 'book'],
    ['booked', { kind: 'referral' }, 'finish'],
    ['measured', {}, 'order'],
    ['ordered', {}, 'deliver'],
    ['ordered', { asks: [userWeight] }, 'deliver'],
    ['ordered', { asks: [userWeight], measureOn: '2026-11-24' }, 'measure'],
    ['accepted', { asks: [userWeight], measureOn: '2026-11-24', byUs: true }, 'measure'],
    ['delivered', {}, 'show'],
    ['shown', {}, 'finish'],
    ['done', { onLoan: true }, 'collect'],
    ['done', {}, null],
    ['declined', {}, null],
  ] as const)('of what is %s (%o) is %s', (state, wish, act) => {
    const asked = view({
      ...wish,
      ...('asks' in wish ? { asks: [...wish.asks] } : {}),
      state,
    } as Partial<ActionView>)
    expect(nextAct(asked)).toBe(act)
    if (act !== null) expect(actsNow(asked)).toContain(act)
  })
})
