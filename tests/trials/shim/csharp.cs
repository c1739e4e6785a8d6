// What runs samples of C#, one after the other, and what they find besides what mono has: JsonSerializer.
using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading.Tasks;

namespace Trial
{
    public class Running
    {
        protected static int Failed;

        protected static void Run(Type marker)
        {
            var main = marker.Assembly.GetTypes()
                .Where(type => type.Namespace != null && (type.Namespace + ".").StartsWith(marker.Namespace + "."))
                .Select(type => type.GetMethod("Main", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .First(method => method != null);
            try
            {
                var given = main.GetParameters().Length == 0 ? new object[0] : new object[] { new string[0] };
                var task = main.Invoke(null, given) as Task;
                if (task != null)
                {
                    task.GetAwaiter().GetResult();
                }
            }
            catch (Exception error)
            {
                Failed = 1;
                Console.Error.WriteLine(error);
            }
        }
    }
}

namespace System.Text.Json
{
    public static class JsonSerializer
    {
        private const string Allowed = " !#$%()*,-./:;=?@[]^_{|}~";

        public static string Serialize(object value)
        {
            var number = value as IFormattable;
            if (value == null)
            {
                return "null";
            }
            if (value is string)
            {
                return Quoted((string)value);
            }
            if (value is bool)
            {
                return (bool)value ? "true" : "false";
            }
            if (number != null)
            {
                return number.ToString(value is double ? "R" : null, CultureInfo.InvariantCulture);
            }
            if (value is IDictionary)
            {
                var pairs = ((IDictionary)value).Cast<object>().Select(pair => Member(Of(pair, "Key").ToString(), Of(pair, "Value")));
                return "{" + string.Join(",", pairs) + "}";
            }
            if (value is IEnumerable)
            {
                return "[" + string.Join(",", ((IEnumerable)value).Cast<object>().Select(Serialize)) + "]";
            }
            var members = value.GetType().GetProperties().Select(property => Member(property.Name, property.GetValue(value)));
            return "{" + string.Join(",", members) + "}";
        }

        private static object Of(object pair, string name)
        {
            return pair is DictionaryEntry
                ? name == "Key" ? ((DictionaryEntry)pair).Key : ((DictionaryEntry)pair).Value
                : pair.GetType().GetProperty(name).GetValue(pair);
        }

        private static string Member(string name, object value)
        {
            return Quoted(name) + ":" + Serialize(value);
        }

        private static string Quoted(string text)
        {
            var made = new StringBuilder("\"");
            foreach (var unit in text)
            {
                var plain = unit < 128 && (char.IsLetterOrDigit(unit) || Allowed.IndexOf(unit) >= 0);
                made.Append(plain ? unit.ToString() : "\\u" + ((int)unit).ToString("X4"));
            }
            return made.Append('"').ToString();
        }
    }
}
