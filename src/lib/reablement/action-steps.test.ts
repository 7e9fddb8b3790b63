import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actionActs, actionStates, nextState, openStates, possibleActs } from './action-steps.ts'
import type { ActionAct, ActionState, Standing } from './action-steps.ts'
import { actionKinds } from './catalogue.ts'
import { Problem } from './problem.ts'

const plain: Standing = {
  ...{ kind: 'equipment', state: 'agreed', toMeasure: [], measuredAtVisit: false, notOrdered: false },
  ...{ visitPassed: false, overload: null },
  byUs: false,
  ...{ onLoan: false, before: null },
}
const at = (state: ActionState, wish: Partial<Standing> = {}): Standing => ({ ...plain, state, ...wish })
const refusal = (thing: Standing, act: ActionAct) => {
  try {
    return nextState(thing, act)
  } catch (error) {
    return (error as Problem).detail
  }
}

/** What leads on for each kind, from its own states, when nothing stands in the way. */
const way: Record<'task' | 'referral' | 'equipment', [ActionState, ActionAct, ActionState][]> = {
  task: [
    ['agreed', 'accept', 'accepted'],
    ['agreed', 'finish', 'done'],
    ['accepted', 'finish', 'done'],
  ],
  referral: [
    ['agreed', 'accept', 'accepted'],
    ['accepted', 'book', 'booked'],
    ['booked', 'book', 'booked'],
    ['agreed', 'finish', 'done'],
    ['accepted', 'finish', 'done'],
    ['booked', 'finish', 'done'],
    ['booked', 'decline', 'declined'],
  ],
  equipment: [
    ['agreed', 'accept', 'accepted'],
    ['accepted', 'measure', 'measured'],
    ['measured', 'measure', 'measured'],
    ['accepted', 'order', 'ordered'],
    ['measured', 'order', 'ordered'],
    ['ordered', 'deliver', 'delivered'],
    ['delivered', 'show', 'shown'],
    ['shown', 'finish', 'done'],
  ],
}

describe('the way of each kind', () => {
  const cases = Object.entries(way).flatMap(([kind, steps]) =>
    steps.map((step) => [kind as keyof typeof way, ...step] as const),
  )
  test.each(cases)('a %s goes from %s by %s to %s', (kind, state, act, to) => {
    expect(nextState(at(state, { kind }), act)).toBe(to)
  })

  /** States of other kinds alone. */
  const strange: Record<keyof typeof way, ActionState[]> = {
    task: ['booked', 'measured', 'ordered', 'delivered', 'shown'],
    referral: ['measured', 'ordered', 'delivered', 'shown'],
    equipment: ['booked'],
  }
  const onTheWay: ActionAct[] = ['accept', 'measure', 'book', 'order', 'deliver', 'show', 'finish']
  const others = (Object.keys(way) as (keyof typeof way)[]).flatMap((kind) =>
    actionStates
      .filter((state) => !strange[kind].includes(state))
      .flatMap((state) =>
        onTheWay
          .filter((act) => !way[kind].some(([from, by]) => from === state && by === act))
          // A request's visit has its day without another state.
          .filter((act) => !(kind === 'equipment' && act === 'book'))
          .map((act) => [kind, state, act] as const),
      ),
  )
  test.each(others)('a %s that is %s is refused %s in words', (kind, state, act) => {
    expect(() => nextState(at(state, { kind }), act)).toThrow(Problem)
    expect(refusal(at(state, { kind }), act)).toMatch(/^[A-Z].*\.$/)
  })
})

describe('measuring', () => {
  const missing = { toMeasure: ['seat height', 'hip width'] }
  test('nothing is ordered until it is measured', () => {
    expect(refusal(at('accepted', missing), 'order')).toBe(
      'Measure first: seat height, hip width. Or say who measures at a visit, and when.',
    )
    expect(nextState(at('accepted', missing), 'measure')).toBe('accepted')
  })

  test('or somebody measures at a visit', () => {
    expect(nextState(at('accepted', missing), 'plan measuring')).toBe('accepted')
    expect(nextState(at('accepted', { ...missing, measuredAtVisit: true }), 'order')).toBe('ordered')
  })

  test('on a day to come, and whatever was ordered so is not delivered unmeasured', () => {
    const atVisit = { ...missing, measuredAtVisit: true }
    expect(refusal(at('accepted', { ...atVisit, visitPassed: true }), 'order')).toBe(
      'The day of the visit has passed. Measure first: seat height, hip width. Or say who measures at a visit, and when.',
    )
    expect(refusal(at('ordered', { ...atVisit, visitPassed: true }), 'deliver')).toBe(
      'Measure first: seat height, hip width. Nobody has written down what was found at the visit.',
    )
    expect(nextState(at('ordered', { ...atVisit, visitPassed: true }), 'measure')).toBe('ordered')
    expect(refusal(at('accepted', { ...atVisit, notOrdered: true }), 'deliver')).toMatch(/^Measure first/)
    // Ordered when everything was measured: what the catalogue asks since then holds nothing up.
    expect(nextState(at('ordered', missing), 'deliver')).toBe('delivered')
  })

  test('what is not safe for the weight is neither ordered nor delivered', () => {
    const overload = 'It is safe up to 120 kg, and 140 kg is more. Ask for a stronger one.'
    expect(refusal(at('measured', { overload }), 'order')).toBe(overload)
    expect(refusal(at('ordered', { overload }), 'deliver')).toBe(overload)
    expect(refusal(at('measured', { overload, notOrdered: true }), 'deliver')).toBe(overload)
  })
})

describe('taken and fitted by us', () => {
  test('needs no order, but its measurements', () => {
    expect(refusal(at('accepted'), 'deliver')).toMatch(/Order it first/)
    expect(nextState(at('accepted', { notOrdered: true }), 'deliver')).toBe('delivered')
    expect(refusal(at('accepted', { notOrdered: true, toMeasure: ['height'] }), 'deliver')).toMatch(
      /Measure first/,
    )
  })
})

describe('taken by us, said and taken back', () => {
  test('only while nothing is ordered, and nothing is ordered then', () => {
    expect(nextState(at('accepted'), 'fit ourselves')).toBe('accepted')
    expect(nextState(at('measured'), 'fit ourselves')).toBe('measured')
    expect(refusal(at('ordered'), 'fit ourselves')).toBe('It is ordered already: correct that first.')
    expect(refusal(at('accepted', { kind: 'task' }), 'fit ourselves')).toBe('There is nothing to fit.')
    expect(refusal(at('accepted', { byUs: true }), 'order')).toBe(
      'We take and fit it ourselves: nothing is ordered.',
    )
  })

  test('what is measured at a visit is kept after it was ordered, too', () => {
    expect(nextState(at('ordered', { measuredAtVisit: true }), 'measure')).toBe('ordered')
  })
})

describe('delivered is not the end', () => {
  test('until somebody has shown how it works', () => {
    expect(refusal(at('delivered'), 'finish')).toBe('Nobody has shown yet how it works.')
    expect(refusal(at('ordered'), 'show')).toBe('Say first that it is there.')
  })

  test('and what is lent is collected, once, whatever became of the request', () => {
    for (const state of ['delivered', 'shown', 'done', 'cancelled'] as const)
      expect(nextState(at(state, { onLoan: true }), 'collect')).toBe('collected')
    expect(refusal(at('collected'), 'collect')).toBe('It was collected already.')
    expect(refusal(at('done'), 'collect')).toBe('There is nothing of it to collect.')
  })
})

describe('signing off', () => {
  test('comes before anything else', () => {
    expect(possibleActs(at('to sign off'))).toEqual([
      ...['sign off', 'return', 'cancel', 'undo', 're-date', 're-assign', 'escalate'],
    ])
    expect(nextState(at('to sign off'), 'sign off')).toBe('agreed')
    expect(nextState(at('to sign off'), 'return')).toBe('cancelled')
  })
})

describe('corrections', () => {
  test('go back to where the last step came from', () => {
    expect(nextState(at('delivered', { before: 'ordered' }), 'correct')).toBe('ordered')
    expect(nextState(at('cancelled', { before: 'accepted' }), 'correct')).toBe('accepted')
    expect(refusal(at('agreed'), 'correct')).toBe('There is no step to take back.')
  })
})

describe('whatever stands', () => {
  const standing = fc.record<Standing>({
    kind: fc.constantFrom(...actionKinds),
    state: fc.constantFrom(...actionStates),
    toMeasure: fc.subarray(['seat height', 'hip width']),
    ...{ measuredAtVisit: fc.boolean(), notOrdered: fc.boolean(), byUs: fc.boolean(), onLoan: fc.boolean() },
    before: fc.option(fc.constantFrom(...actionStates)),
    visitPassed: fc.boolean(),
    overload: fc.constantFrom(null, 'It is safe up to 120 kg, and 140 kg is more.'),
  })
  const acting = fc.constantFrom(...actionActs)

  test('an act leads to a known state or is refused in a sentence', () => {
    fc.assert(
      fc.property(standing, acting, (thing, act) => {
        const said = refusal(thing, act) ?? ''
        expect((actionStates as readonly string[]).includes(said) || /^[A-Z].+\.$/.test(said)).toBe(true)
      }),
    )
  })

  /** What is done about a promise rather than the thing: where each act leads, by the state; from all others it is refused. */
  const open = ['to sign off', 'agreed', 'accepted', 'booked', 'measured', 'ordered', 'delivered', 'shown']
  const all = (states: readonly string[], to?: ActionState) =>
    Object.fromEntries(states.map((state) => [state, to ?? state]))
  const promising: Partial<Record<ActionAct, Record<string, string>>> = {
    'sign off': { 'to sign off': 'agreed' },
    return: { 'to sign off': 'cancelled' },
    decline: all(['agreed', 'accepted', 'booked', 'measured'], 'declined'),
    cancel: all([...open, 'declined'], 'cancelled'),
    undo: all(['to sign off', 'agreed'], 'cancelled'),
    're-date': all(open),
    're-assign': { ...all(open), accepted: 'agreed', declined: 'agreed' },
    escalate: all([...open, 'declined']),
    settle: { declined: 'declined' },
  }

  test.each(Object.entries(promising))(
    '%s leads where it may, whatever else is known of it',
    (act, leads) => {
      fc.assert(
        fc.property(standing, (thing) => {
          const to = leads[thing.state]
          const said = refusal(thing, act as ActionAct)
          if (to === undefined) expect(said).toMatch(/^[A-Z].+\.$/)
          else expect(said).toBe(to)
        }),
        { numRuns: 300 },
      )
    },
  )

  test('what was declined is asked of somebody else before it has another day', () => {
    expect(refusal(at('declined'), 're-date')).toBe('It was declined. Re-assign it first.')
  })

  test('a correction takes one step back, where there was one', () => {
    fc.assert(
      fc.property(standing, (thing) => {
        const { before, state } = thing
        const stepped = before !== null && before !== state && state !== 'agreed' && state !== 'to sign off'
        expect(refusal(thing, 'correct')).toBe(stepped ? before : 'There is no step to take back.')
      }),
    )
  })

  test('nothing is there that was neither ordered nor put in by those who do not order', () => {
    fc.assert(
      fc.property(standing, (thing) => {
        if (!possibleActs(thing).includes('deliver')) return
        expect(thing.state === 'ordered' || thing.notOrdered).toBe(true)
        expect(thing.toMeasure.length === 0 || (thing.state === 'ordered' && !thing.measuredAtVisit)).toBe(
          true,
        )
        expect(thing.overload).toBeNull()
      }),
    )
  })

  test('nothing unmeasured is ordered', () => {
    fc.assert(
      fc.property(standing, (thing) => {
        const hasVisit = thing.measuredAtVisit && !thing.visitPassed
        if (thing.overload === null && (thing.toMeasure.length === 0 || hasVisit)) return
        expect(possibleActs(thing)).not.toContain('order')
      }),
    )
  })

  test('whatever is open can be cancelled, and nothing over moves on without a correction', () => {
    fc.assert(
      fc.property(standing, (thing) => {
        const can = possibleActs(thing)
        if (openStates.includes(thing.state)) expect(can).toContain('cancel')
        if (thing.state !== 'done' && thing.state !== 'collected') return
        expect(can.filter((act) => act !== 'correct' && act !== 'collect')).toEqual([])
      }),
    )
  })

  test('a request is never done without having been shown', () => {
    const walk = fc.array(acting, { maxLength: 40 })
    fc.assert(
      fc.property(standing, walk, (start, taken) => {
        let thing: Standing = { ...start, state: 'agreed', before: null, kind: 'adaptation', onLoan: false }
        const seen: ActionState[] = []
        for (const act of taken) {
          if (!possibleActs(thing).includes(act)) continue
          thing = { ...thing, before: thing.state, state: nextState(thing, act) }
          seen.push(thing.state)
        }
        const done = seen.indexOf('done')
        if (done >= 0) expect(seen.slice(0, done)).toContain('shown')
      }),
    )
  })
})
