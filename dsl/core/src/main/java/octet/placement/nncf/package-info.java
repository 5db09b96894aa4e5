/**
 * Places quantizers where NNCF 3.4.0 places them, quantizer for quantizer, for any CPU. Its back ends differ in a few rules:
 * {@link octet.placement.nncf.BackEnd} says which, and whose operators a graph holds.
 *
 * <p>{@link octet.placement.nncf.NncfPlacer} reads as a list of the steps:
 *
 * <ol>
 *   <li><b>Inference graph.</b> Arithmetic on shapes and on constants is left out.
 *   <li><b>Fused blocks.</b> Chains that engines compute as one become one block; no quantizer stands inside. The chains
 *       are matched at each operation by looking at its neighbours, the longest first.
 *   <li><b>Exclusions.</b> What stays float: what the user names, gates of squeeze-and-excitation, attention's weighted
 *       sum, selection behind all weights, and in transformers sums and the like. A block goes by its first operation.
 *   <li><b>Propagation.</b> A quantizer starts at each input of a block that computes in int8, with all configs that the
 *       hardware table allows, best first. Blocks are visited from the last to the first. Behind each one the quantizers
 *       of its readers meet: they stay where they are if some reader is float, else the merge rule makes one of them.
 *       Through a block that only moves or joins values it goes on to all inputs; there it stops otherwise. Quantizers
 *       that went through a join to a convolution or product get one scale.
 *   <li><b>Refinement.</b> A quantizer that serves one input of an element-wise operation goes; so does one behind a
 *       table that is quantized as it would be, and one that repeats another. Of the configs left the first is taken.
 *   <li><b>Spots.</b> Quantizers become values and readers; constants of the first operation of each block are
 *       quantized, and some keep 7 bits against overflow.
 * </ol>
 *
 * <p>Where it differs from NNCF's back end for ONNX, on purpose (for OpenVINO,
 * {@code dsl/openvino/src/test/resources/nncf-differences.txt} lists it):
 *
 * <ul>
 *   <li>Half and double precision are float. NNCF takes all but float32 for integers and leaves such models as they are.
 *   <li>A constant at the left of a MatMul has a scale for each row, that is for each channel of the result. NNCF takes
 *       the axis that the product sums over.
 *   <li>Rotary positions stay float also where the joined value is read twice, as exporters write it.
 *   <li>All weighted sums of attention stay float; NNCF skips the second of two that share an operation.
 *   <li>What lies on a way with a selection stays float whatever the order of outputs; NNCF's walk stops at what it has
 *       seen before.
 *   <li>A hard swish behind an operation that only moves values is not taken into one block with it: NNCF's quantizer
 *       then stands in front of both, so that the result of the hard swish is not quantized.
 *   <li>Where a product of two activations makes a quantizer symmetric, all that share its scale become so; NNCF ends
 *       with an error. So it does for asymmetric weights that should keep 7 bits (they keep 8), for a signedness asked
 *       of all activations (it is given), and for a convolution whose weights are computed (both inputs are quantized).
 *   <li>Weights have 8 bits; below opset 13 they have a scale for each channel too, since Octet upgrades such models.
 *   <li>A value of unknown type counts as float32, and an operator of another domain is unknown whatever its name.
 *   <li>Targets other than any CPU are not offered: of NNCF's, GPU and NPU place 8 bits as CPU does, and CPU_SPR is
 *       refused for ONNX.
 * </ul>
 */
package octet.placement.nncf;
