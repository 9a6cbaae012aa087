/** Another user of every mock, who stands in no sandbox.env: with REGISTRIES=real the gateway refuses those that do. */
export const unpublished = { user: 'opintolupa-closed', secret: 'closed-gateway' } as const;
