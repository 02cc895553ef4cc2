/**
 * The arrows of the house: who may import whom. Run by `npm run check:arrows`; test/referees/arrows.test.ts proves
 * with forbidden imports that the rules bite (without @swc/core the tool would cruise nothing and say all is well).
 */
const rooms = [
  'bin',
  'lib',
  'lambda',
  'host',
  'power',
  'kafka',
  'collector',
  'balancer',
  'cost',
  'bench',
  'rehearsal',
];

/** What each room may import of ours, besides itself. */
const may = {
  bin: ['lib', 'lambda', 'host', 'rehearsal', 'bench', 'collector', 'cost', 'balancer', 'power', 'kafka'],
  lib: ['power', 'kafka'],
  lambda: ['collector', 'balancer', 'power', 'kafka'],
  host: ['collector', 'balancer', 'power', 'kafka'],
  rehearsal: ['collector', 'balancer', 'power', 'kafka'],
  bench: ['rehearsal', 'host', 'collector', 'cost', 'balancer', 'power', 'kafka'],
  collector: ['balancer', 'power', 'kafka'],
  cost: ['power', 'kafka'],
  balancer: ['power', 'kafka'],
  power: [],
  kafka: [],
};

const arrows = rooms.map((room) => ({
  name: `${room}-imports-only-what-it-may`,
  comment: `${room} may import ${may[room].join(', ') || 'nothing of ours outside itself'}.`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: {
    path: `^(${[...rooms, 'test'].filter((other) => other !== room && !may[room].includes(other)).join('|')})/`,
  },
}));

export default {
  forbidden: [
    ...arrows,
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      // aws-lambda is a package of types alone.
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^aws-lambda$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
