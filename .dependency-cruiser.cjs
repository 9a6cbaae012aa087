/** Who may import whom (README, "How the code is laid out"). Each rule is proven by a planted breach in tests/lint. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'registries-are-islands',
      comment: "A registry's folder never imports another registry's.",
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/', pathNot: '^subgraphs/registry/' },
      to: { path: '^subgraphs/[^/]+/', pathNot: '^subgraphs/($1|registry)/' },
    },
    {
      name: 'registry-kit-knows-no-registry',
      severity: 'error',
      from: { path: '^subgraphs/registry/' },
      to: { path: '^(subgraphs|gateway)/', pathNot: '^subgraphs/registry/' },
    },
    {
      name: 'subgraphs-never-import-the-gateway',
      severity: 'error',
      from: { path: '^subgraphs/' },
      to: { path: '^gateway/' },
    },
    {
      name: 'gateway-knows-only-the-list',
      comment: 'The gateway reaches registries through subgraphs/index.ts and the kit alone.',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/(index\\.ts$|registry/)' },
    },
    {
      name: 'the-pipeline-is-above-all-steps',
      comment:
        'A request goes down through the rooms: none of them knows the way, and only the server starts it.',
      severity: 'error',
      from: { path: '^gateway/', pathNot: '^gateway/(pipeline/|server\\.ts$)' },
      to: { path: '^gateway/pipeline/' },
    },
    {
      name: 'production-never-imports-mocks-or-tests',
      severity: 'error',
      from: { path: '^(gateway|subgraphs|schema)/' },
      to: { path: '^(mocks|tests)/' },
    },
    {
      name: 'mocks-know-only-the-contract',
      severity: 'error',
      from: { path: '^mocks/' },
      to: {
        path: '^(subgraphs|gateway|schema|tests)/',
        pathNot: '^subgraphs/[^/]+/contract(-right)?[.]ts$',
      },
    },
    {
      name: 'contracts-import-only-zod',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/contract(-right)?[.]ts$' },
      to: { pathNot: ['(^|/)node_modules/zod/', '/contract-right[.]ts$'] },
    },
    {
      name: 'the-explorer-runs-in-a-browser',
      comment:
        "The explorer's app shares words, forms and pictures with the gateway, and nothing that needs Node.",
      severity: 'error',
      from: { path: '^gateway/sandbox/explorer/app/' },
      to: {
        path: '^(gateway|subgraphs|schema)/|^(node:)?(http|https|fs|net|process)(/|$)',
        pathNot:
          '^gateway/(sandbox/(explorer/app/|language\\.ts$)|data-flow/(picture/|data-flow\\.ts$)|own-subgraph/labels\\.ts$)',
      },
    },
    {
      name: 'mapping-does-no-io',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/(mapping|rules)' },
      to: {
        path: '(^|/)node_modules/(undici|fastify)/|^subgraphs/[^/]+/client|^subgraphs/registry/http|^(node:)?(http|https|fs|net)(/|$)',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'] },
  },
};
