/** A part of a graph, in memory. */
export interface GraphPart {
  readonly name: string;
  readonly sdl: string;
}

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@requires", "@provides",
  "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@tag"])`;

function graph(parts: Readonly<Record<string, string>>): readonly GraphPart[] {
  return Object.entries(parts).map(([name, sdl]) => ({ name, sdl: `${link}\n${sdl}` }));
}

/** Several keys, required fields in chains, provided and overridden ones, value types and what clients do not see. */
const shop = graph({
  goods: `
    type Query {
      top(first: Int = 3, kind: Kind): [Good]
      good(id: ID!): Good
      rows: [[Good]]
      sure: [Good!]!
      anything: [Thing]
      me: Buyer
      secret: Secret @inaccessible
    }
    type Good @key(fields: "id") @key(fields: "sku") {
      id: ID! sku: String! name: String! @shareable price: Int kind: Kind tags: [String!]
      box: Box @shareable boxes: [Box!] @shareable old: String hidden: String @inaccessible maker: Buyer
    }
    type Box @shareable { w: Int h: Int! unit: Unit }
    type Unit @shareable { name: String grade: Kind }
    type Buyer @key(fields: "id") { id: ID! name: String @shareable level: Level }
    enum Level { LOW HIGH SECRET @inaccessible }
    type Secret { id: ID }
    union Thing = Good | Buyer
    enum Kind { SMALL LARGE }
  `,
  reviews: `
    type Query { latest(mode: Mode = FULL, words: [String!], by: ByInput): [Review] someReview: Review! }
    input ByInput { name: String = "n" mode: Mode nested: ByInput }
    type Good @key(fields: "sku") { sku: String! reviews(limit: Int, mode: Mode = FULL): [Review!] score: Int! }
    type Review @key(fields: "id") {
      id: ID! body: String author: Buyer @provides(fields: "name") good: Good stars: Float
    }
    type Buyer @key(fields: "id") { id: ID! name: String @external reviews: [Review] }
    enum Mode { FULL SHORT }
  `,
  stock: `
    type Good @key(fields: "id") {
      id: ID! price: Int @external kind: Kind @external
      box: Box @external
      boxes: [Box!] @external
      shipping: String @requires(fields: "price box { w unit { name } }")
      packing: String! @requires(fields: "kind boxes { h w }")
      left: Int
      old: String @override(from: "goods")
    }
    type Box @shareable { w: Int h: Int! unit: Unit }
    type Unit @shareable { name: String }
    enum Kind { SMALL LARGE }
    type Query { stocked: [Good!] }
  `,
  delivery: `
    type Good @key(fields: "id") @key(fields: "sku") {
      id: ID! sku: String! shipping: String @external score: Int! @external
      estimate: String @requires(fields: "shipping")
      rank: String @requires(fields: "score")
      boxes: [Box!] @shareable
      box: Box @shareable
    }
    type Box @shareable { w: Int h: Int! }
    type Review @key(fields: "id") { id: ID! helpful: Boolean replies: [[Review]] }
  `,
});

/** Interfaces and unions over several parts, an object that stands for an interface, compound keys. */
const library = graph({
  shelves: `
    interface Media @key(fields: "id") { id: ID! title: String }
    type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int! next: Media }
    type Film implements Media @key(fields: "id") { id: ID! title: String length: Float extra: Note }
    union Item = Book | Film | Note
    type Note { text: String at: Place about: Media }
    type Place @shareable { x: Int y: Int }
    type Shelf @key(fields: "code org { id }") { code: ID! org: Org! items: [Item] media: [[Media]!] }
    type Org @key(fields: "id") { id: ID! name: String }
    type Query { media: [Media] item: Item items: [Item!] grid: [[Media]] shelf: Shelf! shelves: [Shelf] org: Org }
  `,
  opinions: `
    type Media @key(fields: "id") @interfaceObject { id: ID! opinions: [Opinion] stars: Int! like: Media }
    type Opinion { text: String media: Media by: Org }
    type Org @key(fields: "id") { id: ID! members: [Org!] country: String favourite: Media }
    type Query { best: Media all: [Media!]! }
  `,
  values: `
    interface Valued { value: Int worth: Place }
    type Book implements Valued @key(fields: "id") { id: ID! value: Int @shareable worth: Place @shareable extra: Place }
    type Film implements Valued @key(fields: "id") { id: ID! value: Int! @shareable worth: Place! @shareable }
    type Place @shareable { x: Int y: Int }
    type Shelf @key(fields: "code org { id }") { code: ID! org: Org! size: Int books: [Book!] }
    type Org @key(fields: "id", resolvable: false) { id: ID! }
    union Priced = Book | Film
    type Query { valued: [Valued] priced: [Priced!]! dearest: Valued }
  `,
  more: `
    type Film @key(fields: "id") { id: ID! value: Int @shareable worth: Place @shareable cast: [Org] }
    type Place @shareable { x: Int y: Int }
    type Org @key(fields: "id") { id: ID! shelf: Shelf films: [Film] }
    type Shelf @key(fields: "code org { id }") { code: ID! org: Org! }
    type Query { film(id: ID, strict: Boolean = true): Film }
  `,
});

/** Keys in objects, lists in lists that are required, fields that any part can answer. */
const works = graph({
  parts: `
    type Query { part(n: Int = 1): Part parts: [Part!] trays: [[Part!]!]! version: String @shareable }
    type Part @key(fields: "ref { code }") {
      ref: Ref! @shareable size: Int! sizes: [[Int!]] pieces: [Piece] piece: Piece! parent: Part
    }
    type Ref @shareable { code: ID! note: String }
    type Piece { w: Int sub: Sub kind: String! }
    type Sub { h: Int d: Int }
  `,
  plans: `
    type Query { planned: [Part] version: String @shareable }
    type Part @key(fields: "ref { code }") {
      ref: Ref! @shareable size: Int! @external pieces: [Piece] @external sizes: [[Int!]] @external
      cut: String @requires(fields: "size sizes")
      shape: String @requires(fields: "pieces { w sub { h } }")
      builders: [Builder!]!
    }
    type Ref @shareable { code: ID! }
    type Piece @shareable { w: Int @external sub: Sub @external }
    type Sub @shareable { h: Int @external }
    type Builder @key(fields: "id") @key(fields: "mail") { id: ID! mail: String! }
  `,
  people: `
    type Query { builder(mail: String = "mail:Builder1"): Builder }
    type Builder @key(fields: "mail") { mail: String! name: String parts: [Part] boss: Builder }
    type Part @key(fields: "ref { code }", resolvable: false) { ref: Ref! @shareable }
    type Ref @shareable { code: ID! }
  `,
});

/** Graphs that together use the public behaviour of federation. */
export const graphs = { shop, library, works } as const;
