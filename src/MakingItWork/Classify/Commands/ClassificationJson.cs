using System.Globalization;
using System.Text;
using MakingItWork.Redact.Commands;
using MakingItWork.Rules.Classification;

namespace MakingItWork.Classify.Commands;

/// <summary>What ./run.sh classify writes for one report, on one line.</summary>
internal static class ClassificationJson
{
    public static void Write(Stream to, string id, Rules.Classification.Classification found, IReadOnlyList<(ClassifierModel Model, TypesOfText Types)> others)
    {
        Plain(to, $"{{\"id\":{id},");
        Types(to, found.Types);
        Plain(to, ",\"consequence\":");
        TextOrNull(to, found.Consequence?.Code);
        Plain(to, $",\"urgent\":{(found.Urgency.Urgent ? "true" : "false")},");
        Source(to, found.NotSure, found.Taxonomy, found.Model);
        Plain(to, ",\"urgentReason\":");
        TextOrNull(to, found.Urgency.Reason);
        Plain(to, ",\"dimensions\":[");
        foreach (var (index, dimension) in found.Dimensions.Index())
        {
            Plain(to, index > 0 ? ",{\"taxonomy\":" : "{\"taxonomy\":");
            JsonText.Write(to, dimension.Taxonomy);
            Plain(to, ",\"code\":");
            JsonText.Write(to, dimension.Code);
            Plain(to, ",\"name\":");
            JsonText.Write(to, dimension.Name);
            Plain(to, "}");
        }
        Plain(to, "],\"others\":[");
        foreach (var (index, (model, types)) in others.Index())
        {
            Plain(to, index > 0 ? ",{" : "{");
            Types(to, types.Suggested);
            Plain(to, ",");
            Source(to, types.NotSure, model.Codes.Name, $"{model.Name}.{model.Version}");
            Plain(to, "}");
        }
        Plain(to, "]}\n");
    }

    private static void Types(Stream to, IReadOnlyList<TypeSuggestion> types)
    {
        Plain(to, "\"types\":[");
        foreach (var (index, type) in types.Index())
        {
            Plain(to, index > 0 ? ",{\"code\":" : "{\"code\":");
            JsonText.Write(to, type.Code);
            Plain(to, ",\"name\":");
            JsonText.Write(to, type.Name);
            Plain(to, string.Create(CultureInfo.InvariantCulture, $",\"probability\":{type.Probability:0.####},\"evidence\":["));
            foreach (var (at, evidence) in type.Evidence.Index())
            {
                Plain(to, string.Create(CultureInfo.InvariantCulture, $"{(at > 0 ? "," : "")}{{\"start\":{evidence.Start},\"end\":{evidence.Start + evidence.Length},\"term\":"));
                JsonText.Write(to, evidence.Term);
                Plain(to, "}");
            }
            Plain(to, "]}");
        }
        Plain(to, "]");
    }

    private static void Source(Stream to, bool notSure, string taxonomy, string model)
    {
        Plain(to, $"\"notSure\":{(notSure ? "true" : "false")},\"taxonomy\":");
        JsonText.Write(to, taxonomy);
        Plain(to, ",\"model\":");
        JsonText.Write(to, model);
    }

    private static void TextOrNull(Stream to, string? text)
    {
        if (text is null)
        {
            Plain(to, "null");
        }
        else
        {
            JsonText.Write(to, text);
        }
    }

    private static void Plain(Stream to, string json) => to.Write(Encoding.UTF8.GetBytes(json));
}
