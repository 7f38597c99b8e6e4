using System.Text;
using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Rules.Classification;

/// <summary>The shape of a model file: a head, the types, then the weights by growing hash.</summary>
internal static class ModelFile
{
    private const string Magic = "miw-model-1";
    private const int MostTypes = 255;
    private const int MostRows = 1 << 20;

    public static void Write(ClassifierModel model, Stream to)
    {
        using var file = new BinaryWriter(to, Encoding.UTF8, leaveOpen: true);
        file.Write(Magic);
        file.Write(Features.Version);
        file.Write(model.Name);
        file.Write(model.Version);
        file.Write($"{model.Evidence.Name}.{model.Evidence.Version}");
        file.Write(model.SureFrom);
        file.Write(model.ListedFrom);
        file.Write((byte)model.Types.Count);
        foreach (var type in model.Types)
        {
            file.Write(type.Code);
            file.Write(type.Bias);
            file.Write(type.PhraseWeight);
            file.Write(type.Slope);
            file.Write(type.Offset);
            file.Write(type.Threshold);
        }

        file.Write(model.Weights.Count);
        foreach (var (hash, weights) in model.Weights.Rows)
        {
            file.Write(hash);
            file.Write((byte)weights.Length);
            foreach (var weight in weights)
            {
                file.Write(weight.Type);
                file.Write((Half)weight.Weight);
            }
        }
    }

    public static ClassifierModel Read(Stream from)
    {
        using var file = new BinaryReader(from, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (file.ReadString() != Magic)
            {
                throw new ModelFileException("This is not a model file of this program.");
            }

            if (file.ReadInt32() != Features.Version)
            {
                throw new ModelFileException("The model was made for another version of this program.");
            }

            var (name, version) = (file.ReadString(), file.ReadString());
            var evidence = HazardEvidence.Load(file.ReadString());
            var (sureFrom, listedFrom) = (file.ReadDouble(), file.ReadDouble());
            var types = new ModelType[file.ReadByte()];
            for (var at = 0; at < types.Length; at++)
            {
                types[at] = new(file.ReadString(), file.ReadSingle(), file.ReadSingle(), file.ReadSingle(), file.ReadSingle(), file.ReadSingle());
            }

            return new(name, version, evidence, types, ReadWeights(file, types.Length), sureFrom, listedFrom);
        }
        catch (Exception problem) when (problem is EndOfStreamException or IOException or TaxonomyException or DecoderFallbackException or FormatException or ArgumentException)
        {
            throw new ModelFileException($"The model file cannot be used: {problem.Message}", problem);
        }
    }

    private static FeatureWeights ReadWeights(BinaryReader file, int types)
    {
        var count = file.ReadInt32();
        if (count is < 0 or > MostRows || types > MostTypes)
        {
            throw new ModelFileException("The model file is damaged: it names more weights than there can be.");
        }

        var rows = new KeyValuePair<uint, TypeWeight[]>[count];
        for (var at = 0; at < count; at++)
        {
            var hash = file.ReadUInt32();
            var weights = new TypeWeight[file.ReadByte()];
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = new(file.ReadByte(), (float)file.ReadHalf());
                if (weights[i].Type >= types || !float.IsFinite(weights[i].Weight))
                {
                    throw new ModelFileException("The model file is damaged: a weight belongs to no type.");
                }
            }

            rows[at] = new(hash, weights);
        }

        return FeatureWeights.Of(rows);
    }
}
